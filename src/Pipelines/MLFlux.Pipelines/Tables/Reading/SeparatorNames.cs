namespace MLFlux.Tables;

/// <summary>The separators of fields that are looked for.</summary>
internal static class SeparatorNames
{
    /// <summary>Those that are tried, the likelier ones first; blanks only where none of the others will do.</summary>
    public static ReadOnlySpan<char> Tried => [',', '\t', ';', '|', OfHive, '~', '^', FieldSplitter.Blanks];

    private const char OfHive = '\u0001';

    /// <summary>A separator, as messages name it.</summary>
    public static string Of(char separator) => separator switch
    {
        ',' => "commas",
        '\t' => "tabs",
        ';' => "semicolons",
        '|' => "bars",
        FieldSplitter.Blanks => "blanks",
        OfHive => "the character of code 1",
        _ => $"'{separator}'",
    };
}
