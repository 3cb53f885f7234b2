using MLFlux.Construction;

namespace MLFlux;

/// <summary>See <see cref="Schedules.Cosine"/>.</summary>
internal sealed record CosineSchedule(double Final, bool ByBatch) : FormulaSchedule(ByBatch)
{
    internal override double FactorAt(long step, long steps) =>
        Final + ((1 - Final) * (1 + Math.Cos(Math.PI * Math.Min(step, steps) / steps)) / 2);

    internal override IEnumerable<string> Faults() => Fault.Unless("Cosine", "final", Final, Final is >= 0 and <= 1, "from 0 to 1");

    public override string ToString() => Schedules.Print(new CallWriter("Cosine").Add("final", Final), this);
}
