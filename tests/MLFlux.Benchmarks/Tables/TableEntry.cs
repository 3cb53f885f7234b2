namespace MLFlux.Benchmarks.Tables;

/// <summary>A table to compare on.</summary>
/// <param name="File">The file's name in its folder.</param>
/// <param name="Label">The column to predict.</param>
/// <param name="Task">What is predicted; null for what the label suggests.</param>
internal sealed record TableEntry(string File, string Label, PredictionTask? Task = null);
