using MLFlux.Training;

namespace MLFlux.Benchmarks.Profiling;

/// <summary>What share of an epoch each phase takes.</summary>
/// <param name="Network">What was trained.</param>
/// <param name="RowsPerSecond">How fast.</param>
/// <param name="Shares">Of each phase, in its order; they add up to 1.</param>
internal sealed record EpochProfile(string Network, double RowsPerSecond, IReadOnlyList<double> Shares)
{
    public override string ToString() =>
        $"- {Network}, {RowsPerSecond:#,0} rows/s: "
        + string.Join(", ", Enum.GetValues<TrainingPhase>()
            .Select(p => FormattableString.Invariant($"{p.ToString().ToLowerInvariant()} {Shares[(int)p]:0.0 %}")));
}
