namespace MLFlux;

/// <summary>Another model's figures on the same rows.</summary>
/// <param name="Name">The model.</param>
/// <param name="Metrics">Its figures, named as <see cref="MetricsCatalog"/> names them.</param>
/// <param name="FitTime">How long its fit took, or null where that is not known.</param>
public sealed record ReportBaseline(string Name, IReadOnlyList<Metric> Metrics, TimeSpan? FitTime = null);
