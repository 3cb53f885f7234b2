namespace MLFlux.Prediction;

/// <summary>A row of a program's own values.</summary>
internal readonly struct DictionaryRow(IReadOnlyDictionary<string, object?> row) : INamedValues
{
    public IEnumerable<string> Names => row.Keys;

    public bool TrySet(InputColumn column)
    {
        if (!row.TryGetValue(column.Name, out object? value))
            return false;

        column.Set(value, isForeign: false);
        return true;
    }
}
