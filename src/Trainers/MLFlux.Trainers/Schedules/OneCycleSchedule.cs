using MLFlux.Construction;

namespace MLFlux;

/// <summary>See <see cref="Schedules.OneCycle"/>.</summary>
internal sealed record OneCycleSchedule(double Rise, double First, double Final, bool ByBatch) : FormulaSchedule(ByBatch)
{
    internal override double FactorAt(long step, long steps)
    {
        double last = Math.Max(1, steps - 1), peak = (Rise * steps) - 1;
        return step <= peak ? Between(First, 1, step / peak) : Between(1, Final, Math.Min(1, (step - peak) / (last - peak)));
    }

    internal override IEnumerable<string> Faults() =>
    [
        .. Fault.Unless("OneCycle", "rise", Rise, Rise is > 0 and < 1, "between 0 and 1"),
        .. Fault.Unless("OneCycle", "first", First, First is > 0 and <= 1, "greater than 0 and at most 1"),
        .. Fault.Unless("OneCycle", "final", Final, Final is >= 0 and <= 1, "from 0 to 1"),
    ];

    public override string ToString() =>
        Schedules.Print(new CallWriter("OneCycle").Add("rise", Rise).Add("first", First).Add("final", Final), this);

    private static double Between(double from, double to, double share) =>
        to + ((from - to) * (1 + Math.Cos(Math.PI * share)) / 2);
}
