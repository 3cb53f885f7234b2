namespace MLFlux;

/// <summary>Which columns make up series, and what is cut out of them. Names and sizes are needed, all else has a default.</summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
public sealed record SequenceWindowOptions
{
    /// <summary>The most steps of a history or a horizon.</summary>
    internal const int MostSteps = 1 << 20;

    /// <summary>The column of the time, a <c>DateTime</c>. Each series has each time once.</summary>
    public required string TimeColumnName { get; init; }

    /// <summary>The columns of numbers (<c>Single</c>) that are known up to a window's end.</summary>
    public required IReadOnlyList<string> ValueColumnNames { get; init; }

    /// <summary>Those of them that are to be foretold. Default, null: all.</summary>
    public IReadOnlyList<string>? TargetColumnNames { get; init; }

    /// <summary>The column that tells series apart, a text or a key. Default, null: all rows are one series.</summary>
    public string? SeriesColumnName { get; init; }

    /// <summary>How many steps a window looks back, its own included; at least 1.</summary>
    public required int History { get; init; }

    /// <summary>How many steps after it are to be foretold; at least 1.</summary>
    public required int Horizon { get; init; }

    /// <summary>
    /// The time between two steps, above zero. Default, null: the one that is found most often in the data that it is fitted on.
    /// </summary>
    public TimeSpan? Step { get; init; }

    /// <summary>A number that stands for a missing one, such as −200; NaN always does. Default, null: none.</summary>
    public float? MissingValue { get; init; }

    /// <summary>The column of what a window knows. Default: <c>History</c>.</summary>
    public string HistoryColumnName { get; init; } = "History";

    /// <summary>The column of what comes after it, the label to learn. Default: <c>Future</c>.</summary>
    public string FutureColumnName { get; init; } = "Future";

    /// <summary>The columns that are foretold.</summary>
    internal IReadOnlyList<string> Targets => TargetColumnNames ?? ValueColumnNames;

    /// <summary>A sentence for each value out of range.</summary>
    internal IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(TimeColumnName))
            yield return $"{nameof(TimeColumnName)} is empty; it names the column of the time.";
        if (SeriesColumnName is not null && string.IsNullOrWhiteSpace(SeriesColumnName))
            yield return $"{nameof(SeriesColumnName)} is empty; leave it null where all rows are one series.";
        if (ValueColumnNames is not { Count: > 0 } || ValueColumnNames.Any(string.IsNullOrWhiteSpace))
            yield return $"{nameof(ValueColumnNames)} is empty or holds an empty name; it names the columns of numbers.";
        else if (ValueColumnNames.Distinct().Count() < ValueColumnNames.Count)
            yield return $"{nameof(ValueColumnNames)} names a column twice.";
        if (TargetColumnNames is { Count: 0 })
            yield return $"{nameof(TargetColumnNames)} is empty; leave it null to foretell all of {nameof(ValueColumnNames)}.";
        foreach (string stranger in TargetColumnNames?.Except(ValueColumnNames ?? []) ?? [])
            yield return $"{nameof(TargetColumnNames)} names '{stranger}', which is not among {nameof(ValueColumnNames)}.";
        if (TargetColumnNames?.Distinct().Count() < TargetColumnNames?.Count)
            yield return $"{nameof(TargetColumnNames)} names a column twice.";
        if (History is < 1 or > MostSteps)
            yield return $"{nameof(History)} is {History}; it has to be from 1 to {MostSteps}.";
        if (Horizon is < 1 or > MostSteps)
            yield return $"{nameof(Horizon)} is {Horizon}; it has to be from 1 to {MostSteps}.";
        if (Step <= TimeSpan.Zero)
            yield return $"{nameof(Step)} is {Step}; it has to be above zero, or null.";
        string[] outputs = [HistoryColumnName, FutureColumnName, TimeColumnName, SeriesColumnName ?? ""];
        if (string.IsNullOrWhiteSpace(HistoryColumnName) || string.IsNullOrWhiteSpace(FutureColumnName)
            || outputs.Distinct().Count() < outputs.Length)
        {
            yield return $"{nameof(HistoryColumnName)}, {nameof(FutureColumnName)}, {nameof(TimeColumnName)} and "
                + $"{nameof(SeriesColumnName)} have to be four different names.";
        }
    }
}
