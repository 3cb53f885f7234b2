namespace MLFlux;

/// <summary>How ranges between predicted quantiles hold on scored rows.</summary>
/// <param name="Metrics">The figures of each range, the widest first, as <see cref="IntervalCatalog.EvaluateIntervals"/> has them.</param>
/// <param name="Rows">The widest range of every row, or, of more than 300, of as many spread evenly over them.</param>
public sealed record PredictedRanges(IReadOnlyList<IntervalMetrics> Metrics, IReadOnlyList<PredictedRange> Rows);
