namespace MLFlux.MLNet;

/// <summary>A new column of a transformer that is bound to a schema.</summary>
/// <param name="Name">The name of the new column.</param>
/// <param name="InputIndices">The indices of the columns that it is made from.</param>
/// <param name="Mapping">What is made of those columns.</param>
internal sealed record BoundColumn(string Name, IReadOnlyList<int> InputIndices, ColumnMapping Mapping)
{
    /// <summary>A new column that is made from one other.</summary>
    public BoundColumn(string name, int inputIndex, ColumnMapping mapping)
        : this(name, [inputIndex], mapping)
    {
    }
}
