namespace MLFlux.Tool.Running;

/// <summary>Finds the column to predict.</summary>
internal static class LabelColumn
{
    /// <summary>What the column is called where the user says nothing, in upper or lower case.</summary>
    public const string Default = "label";

    /// <param name="data">The data.</param>
    /// <param name="asked">What the user says; null for nothing.</param>
    /// <exception cref="ArgumentException">The user said nothing, and no column is named label.</exception>
    public static string Find(DataSource data, string? asked)
    {
        if (asked is not null)
            return asked;
        if (data.Layout is null)
            return DataSource.FolderLabel;

        string[] names = [.. data.Layout.Columns.Select(column => column.Name)];
        string[] labels = [.. names.Where(name => name.Equals(Default, StringComparison.OrdinalIgnoreCase))];
        return labels.Length == 1
            ? labels[0]
            : throw new ArgumentException($"Say with --label which column of '{data.Path}' to predict: {string.Join(", ", names)}.");
    }
}
