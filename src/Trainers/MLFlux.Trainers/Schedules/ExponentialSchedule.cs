using MLFlux.Construction;

namespace MLFlux;

/// <summary>See <see cref="Schedules.Exponential"/>.</summary>
internal sealed record ExponentialSchedule(double DecayFactor, bool ByBatch) : FormulaSchedule(ByBatch)
{
    internal override double FactorAt(long step, long steps) => Math.Pow(DecayFactor, step);

    internal override IEnumerable<string> Faults() =>
        Fault.Unless("Exponential", "factor", DecayFactor, DecayFactor > 0, "greater than 0");

    public override string ToString() => Schedules.Print(new CallWriter("Exponential").Add("factor", DecayFactor), this);
}
