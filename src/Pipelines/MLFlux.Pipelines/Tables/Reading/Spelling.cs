namespace MLFlux.Tables;

/// <summary>Words that are one value whatever their case and the blanks around them.</summary>
internal static class Spelling
{
    public static string Fold(string word) => word.Trim().ToLowerInvariant();

    /// <summary>How a column spells a value: the spelling that its most rows have or, of one that is not known, as it is.</summary>
    public static string Of(TableColumn column, string value) =>
        column.Spellings?.GetValueOrDefault(Fold(value)) ?? value;
}
