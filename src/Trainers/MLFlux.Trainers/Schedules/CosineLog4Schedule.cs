using MLFlux.Construction;

namespace MLFlux;

/// <summary>See <see cref="Schedules.CosineLog4"/>.</summary>
internal sealed record CosineLog4Schedule(bool ByBatch) : FormulaSchedule(ByBatch)
{
    internal override double FactorAt(long step, long steps) =>
        (1 - Math.Cos(2 * Math.PI * Math.Log2(1 + (15.0 * Math.Min(step, steps) / steps)))) / 2;

    internal override IEnumerable<string> Faults() => [];

    public override string ToString() => Schedules.Print(new CallWriter("CosineLog4"), this);
}
