namespace MLFlux.MLNet;

/// <summary>A new column of a transformer that is bound to a schema.</summary>
/// <param name="Name">The name of the new column.</param>
/// <param name="InputIndex">The index of the column that it is made from.</param>
/// <param name="Mapping">What is made of that column.</param>
internal sealed record BoundColumn(string Name, int InputIndex, ColumnMapping Mapping);
