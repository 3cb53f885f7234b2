using MLFlux.Construction;

namespace MLFlux;

/// <summary>See <see cref="Schedules.Step"/>.</summary>
internal sealed record StepSchedule(int Every, double DecayFactor, bool ByBatch) : FormulaSchedule(ByBatch)
{
    internal override double FactorAt(long step, long steps) => Math.Pow(DecayFactor, step / Every);

    internal override IEnumerable<string> Faults() =>
    [
        .. Fault.Unless("Step", "every", Every, Every >= 1, "at least 1"),
        .. Fault.Unless("Step", "factor", DecayFactor, DecayFactor > 0, "greater than 0"),
    ];

    public override string ToString() => Schedules.Print(new CallWriter("Step").Add("every", Every).Add("factor", DecayFactor), this);
}
