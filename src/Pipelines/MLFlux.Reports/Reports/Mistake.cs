namespace MLFlux;

/// <summary>A row that was predicted wrongly.</summary>
/// <param name="Row">The number of the row among the scored ones, from 0.</param>
/// <param name="Actual">The label.</param>
/// <param name="Predicted">What was predicted instead.</param>
/// <param name="Size">
/// How bad it is. Classes: the probability given to the wrong class (two classes without probabilities: the score's distance
/// from 0). Numbers: the distance of the two, in the label's unit.
/// </param>
/// <param name="Values">The row's values, as text.</param>
/// <param name="Thumbnail">The row's image as a PNG; null where there is none.</param>
public sealed record Mistake(
    long Row, string Actual, string Predicted, double Size, IReadOnlyList<ColumnValue> Values, ReadOnlyMemory<byte>? Thumbnail)
{
    /// <summary>Where the row comes from, such as <c>line 17</c>; null where that is not known.</summary>
    public string? Source { get; init; }

    /// <summary>What each column added to the row's score, the most first; empty where nobody asked.</summary>
    /// <seealso cref="ReportOptions.Explained"/>
    public IReadOnlyList<ColumnContribution> Contributions { get; init; } = [];
}
