namespace MLFlux.Tables;

/// <summary>What a value has to be in every row.</summary>
/// <param name="Index">Which field.</param>
/// <param name="Fault">What is wrong with a value, as the rest of a sentence about its row; null for nothing.</param>
internal sealed record TypedCheck(int Index, Func<object?, string?> Fault)
{
    private const int MostListed = 10;

    /// <summary>A value of the column's kind.</summary>
    public static TypedCheck OfKind(TableColumn column) => new(column.Index, value => TypedValue.Fits(value, column) ? null
        : value is null ? $"has no value in column '{column.Name}'"
        : value is byte[] ? $"has bytes in column '{column.Name}', which are no {FieldValue.Name(column.Kind)}"
        : $"has '{TypedValue.Text(value)}' in column '{column.Name}', which is no {FieldValue.Name(column.Kind)}");

    /// <summary>Any value.</summary>
    public static TypedCheck Present(TableColumn column) => new(column.Index, value =>
        value is null or float.NaN or double.NaN || (value is string text && string.IsNullOrWhiteSpace(text))
        || (FieldValue.IsNumber(column.Kind) && TypedValue.IsMissing(value, column))
            ? $"has no value in column '{column.Name}'" : null);

    /// <summary>One of the values that a model knows; none given, any value.</summary>
    public static TypedCheck OneOf(TableColumn column, IReadOnlyList<string> values)
    {
        TypedCheck present = Present(column);
        if (values.Count == 0 || column.Kind == TableColumnKind.Boolean)
            return present;
        HashSet<string> known = values.ToHashSet(StringComparer.OrdinalIgnoreCase); // Spellings of a value are that value.
        string listed = string.Join(", ", values.Take(MostListed).Select(value => $"'{value}'"));
        string rest = values.Count > MostListed ? $" and {values.Count - MostListed} others" : "";
        return new TypedCheck(column.Index, value => present.Fault(value) ?? (known.Contains(TypedValue.Text(value, column).Trim()) ? null
            : $"has '{TypedValue.Text(value)}' in column '{column.Name}', expected {listed}{rest}"));
    }
}
