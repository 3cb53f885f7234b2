namespace MLFlux.Prediction;

/// <summary>A row that came from outside: values by column name.</summary>
internal interface INamedValues
{
    /// <summary>The names, for a message.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>Gives a column its value of this row.</summary>
    /// <returns>False where the row has none of that name.</returns>
    /// <exception cref="ArgumentException">The value cannot be one of the column.</exception>
    bool TrySet(InputColumn column);
}
