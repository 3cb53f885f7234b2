namespace MLFlux.Tables;

/// <summary>Rows whose values have types: a Parquet file, a query to a database.</summary>
internal interface ITypedSource
{
    /// <summary>What messages call it.</summary>
    string Name { get; }

    IReadOnlyList<TypedField> Fields { get; }

    /// <summary>Opens the rows from their beginning.</summary>
    /// <param name="fields">The fields that are read, by their places.</param>
    ITypedReader Open(IReadOnlyList<int> fields);
}
