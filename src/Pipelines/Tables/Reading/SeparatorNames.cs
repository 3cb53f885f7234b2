namespace MLFlux.Tables;

/// <summary>The separators of fields that are looked for.</summary>
internal static class SeparatorNames
{
    /// <summary>Those that are tried, the likelier ones first.</summary>
    public static ReadOnlySpan<char> Tried => [',', '\t', ';', '|'];

    /// <summary>A separator, as messages name it.</summary>
    public static string Of(char separator) => separator switch
    {
        ',' => "commas",
        '\t' => "tabs",
        ';' => "semicolons",
        '|' => "bars",
        _ => $"'{separator}'",
    };
}
