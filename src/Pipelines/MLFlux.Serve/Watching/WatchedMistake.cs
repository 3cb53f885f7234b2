namespace MLFlux.Watching;

/// <summary>A row that is predicted wrongly so far.</summary>
/// <param name="Actual">The label.</param>
/// <param name="Predicted">What is predicted instead.</param>
/// <param name="Values">The row's values by column, as text.</param>
/// <param name="Image">The row's image as a PNG; null where there is none.</param>
internal sealed record WatchedMistake(
    string Actual, string Predicted, IReadOnlyList<(string Column, string Value)> Values, ReadOnlyMemory<byte>? Image);
