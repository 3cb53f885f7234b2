namespace MLFlux.Splitting;

/// <summary>Which rows, by their place in the data, are trained on and which are held out.</summary>
internal sealed record FoldRows(bool[] Train, bool[] Test);
