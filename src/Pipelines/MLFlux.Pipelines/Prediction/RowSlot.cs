namespace MLFlux.Prediction;

/// <summary>The buffers of one row that is being predicted. For one thread at a time.</summary>
internal sealed class RowSlot(InputRow input, OutputReader[] readers, OutputPlan outputs)
{
    public RowPrediction Predict<TRow>(TRow row)
        where TRow : struct, INamedValues
    {
        try
        {
            Fill(row);
            var values = new object?[readers.Length];
            for (int i = 0; i < values.Length; i++)
                values[i] = readers[i].Read();
            return new RowPrediction(outputs, values);
        }
        finally
        {
            foreach (InputColumn column in input.Columns)
                column.Forget();
        }
    }

    private void Fill<TRow>(TRow row)
        where TRow : struct, INamedValues
    {
        input.MoveNext();
        foreach (InputColumn column in input.Columns)
        {
            if (!row.TrySet(column))
                throw Missing(row);
        }
    }

    private ArgumentException Missing<TRow>(TRow row)
        where TRow : struct, INamedValues
    {
        HashSet<string> given = [.. row.Names];
        string[] missing = [.. input.Columns.Where(column => !given.Contains(column.Name)).Select(column => column.ToString())];
        string names = given.Count == 0 ? "no column" : string.Join(", ", given.Take(20).Select(name => $"'{name}'"));
        return new ArgumentException($"The row lacks {string.Join(", ", missing)}; it has {names}. The names' case counts.");
    }
}
