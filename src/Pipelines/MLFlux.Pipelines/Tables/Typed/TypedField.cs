namespace MLFlux.Tables;

/// <summary>A column of a source whose values have types.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unusable">What it holds instead of one value a row, with its article: <c>a list</c>; null for one value.</param>
/// <param name="IsDate">Whether the source says that its texts are dates.</param>
internal sealed record TypedField(string Name, string? Unusable = null, bool IsDate = false);
