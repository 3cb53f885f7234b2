namespace MLFlux.Tables;

/// <summary>The first line of a file that says what separates its fields, as Excel writes and reads: <c>sep=;</c>.</summary>
internal static class SeparatorLine
{
    /// <summary>The separator; null for a line that is none.</summary>
    public static char? Of(string line) => line.Trim('"') is ['s' or 'S', 'e' or 'E', 'p' or 'P', '=', var separator] ? separator : null;

    /// <summary>What the first line of a file says; null where it is none.</summary>
    public static char? Of(TableText file)
    {
        using LineReader reader = file.Open();
        return reader.ReadLine() is string line ? Of(line) : null;
    }
}
