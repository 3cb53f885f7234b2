namespace MLFlux;

/// <summary>How importance is measured. Every option has a working default.</summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
public sealed record FeatureImportanceOptions
{
    /// <summary>The label among the columns that the model gives. Default: <c>Label</c>.</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>
    /// The columns to shuffle. Default, null: all of the data that are not hidden, but those that the label is made from.
    /// </summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>How often each column is shuffled, at least 1. Default: 3.</summary>
    public int Permutations { get; init; } = 3;

    /// <summary>
    /// The time to measure in, above zero: the columns whose shuffles move the scores of a few rows most are measured first, and
    /// those for which no
    /// time is left are not in the result. At least one is measured. Default, null: as long as all columns take.
    /// </summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>Decides the shuffles. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// The processes that share the columns out; each of them makes the same call on the same rows, and all get the same result, that of
    /// one process. Default: <see cref="Ranks.Alone"/>.
    /// </summary>
    public Ranks Ranks { get; init; } = Ranks.Alone;

    /// <summary>
    /// Called when a column is done, on the calling thread, of several ranks on rank 0 alone, for the columns of others at the end. What
    /// it throws reaches the caller. Default: null.
    /// </summary>
    public Action<FeatureImportance>? Progress { get; init; }

    /// <summary>Ends the work with an <see cref="OperationCanceledException"/>, checked before each shuffle. Default: none.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>A sentence for each value out of range.</summary>
    internal IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(LabelColumnName))
            yield return $"{nameof(LabelColumnName)} is empty; it names the column of the right answers.";
        if (Permutations < 1)
            yield return $"{nameof(Permutations)} is {Permutations}; it has to be at least 1.";
        if (Ranks is null)
            yield return $"{nameof(Ranks)} is null; leave it at Ranks.Alone for one process.";
        if (TimeLimit <= TimeSpan.Zero)
            yield return $"{nameof(TimeLimit)} is {TimeLimit}; it has to be above zero.";
    }
}
