using Microsoft.ML;

namespace MLFlux.Promises;

/// <summary>Columns are as promised, and what is missing is said.</summary>
internal sealed class TrueSchema() : Promise("The schema is promised as it is delivered, and data without the features is refused by name.")
{
    private protected override string? Check(ContractSubject subject)
    {
        string promised = Text(subject.First.GetOutputSchema(subject.Rows.Schema));
        string delivered = Text(subject.First.Transform(subject.Rows).Schema);
        if (promised != delivered)
            return $"Promised {promised}; delivered {delivered}.";

        string column = subject.First.FeatureColumnNames[0];
        IDataView without = new MLContext().Transforms.DropColumns(column).Fit(subject.Rows).Transform(subject.Rows);
        return Refusal("Transform", column, () => subject.First.Transform(without))
            ?? Refusal("Fit", column, () => subject.Fit(without).Dispose());
    }

    private static string? Refusal(string what, string column, Action action)
    {
        try
        {
            action();
        }
        catch (Exception refusal) when (refusal is ArgumentException or InvalidOperationException)
        {
            return refusal.Message.Contains(column, StringComparison.Ordinal) ? null
                : $"{what} of data without '{column}' does not name the column: {refusal.Message}";
        }

        return $"{what} took data without '{column}'.";
    }

    private static string Text(DataViewSchema schema) =>
        string.Join(", ", schema.Where(column => !column.IsHidden).Select(column => $"{column.Name}: {column.Type}"));
}
