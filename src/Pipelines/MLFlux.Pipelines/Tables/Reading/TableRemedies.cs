namespace MLFlux.Tables;

/// <summary>
/// What one can do about rows that cannot be read, in the words of whoever calls: a program, or a command with options of its own.
/// </summary>
/// <param name="Skip">How to leave them out.</param>
/// <param name="Kind">How to say what a column holds; null where that is settled.</param>
/// <param name="Separator">How to say what separates the fields.</param>
internal sealed record TableRemedies(string Skip, string? Kind, string Separator)
{
    /// <summary>What to do about a column of which each value is several, a sentence.</summary>
    public string Unusable { get; init; } = "Leave the column out of the query, or of the file.";

    /// <summary>For a program that infers a layout.</summary>
    public static TableRemedies OfOptions { get; } = new(
        "leave them out (Unreadable = UnreadableRows.Skip)", "say what the column holds (Kinds of TableOptions)",
        "say what separates the fields (Separator of TableOptions)");

    /// <summary>For a program that has a layout.</summary>
    public static TableRemedies OfLayout { get;
    } = new("leave them out (UnreadableRows.Skip)", null, "say what separates the fields (Separator of TableOptions)");

    /// <summary>What helps against faults, and only that: who leaves all rows out has none.</summary>
    public string For(TableFaults faults, long rows)
    {
        List<string> ways = ["Mend them"];
        if (faults.Count < rows)
            ways.Add(Skip);
        if (Kind is not null && faults.Has(FaultKind.Value))
            ways.Add(Kind);
        if (faults.Count >= rows && faults.Has(FaultKind.Fields))
            ways.Add(Separator);
        return ways.Count == 1 ? $"{ways[0]}." : $"{string.Join(", ", ways[..^1])}, or {ways[^1]}.";
    }
}
