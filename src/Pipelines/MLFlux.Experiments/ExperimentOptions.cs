namespace MLFlux;

/// <summary>
/// How an experiment divides the rows, and what it compares the network with. Every option has a working default. Immutable.
/// </summary>
public sealed record ExperimentOptions
{
    /// <summary>
    /// How rows are held out. Default, null: a fifth of them, stratified by the label where the network tells classes apart and
    /// the data has the label column, and drawn at random otherwise. Of the rows of a <see cref="ReadyPipeline"/>, those are equal that
    /// are so in the columns it learns from, unless the split names others.
    /// </summary>
    public Split? Split { get; init; }

    /// <summary>
    /// Decides which rows are held out and, where the trainer's options have no seed, all that is random in training. Default: 1.
    /// </summary>
    public int Seed { get; init; } = 1;

    /// <summary>What the network is compared with. Default: <see cref="Baselines.All"/>; empty for nothing.</summary>
    public IReadOnlyList<Baseline> Baselines { get; init; } = MLFlux.Baselines.All;

    /// <summary>
    /// The time that each of <see cref="MLFlux.Baselines.All"/> may take to fit, above zero: one that would take longer is left out, with
    /// the reason, before it begins. A trainer of one's own takes its time. Default, null: as long as the network took, and a
    /// minute at least.
    /// </summary>
    public TimeSpan? BaselineTimeLimit { get; init; }

    /// <summary>
    /// Called when a step begins, and after each epoch, and at most ten times a second inside it, on the thread that runs the
    /// experiment. What it throws ends the experiment and reaches the caller. Default: null.
    /// </summary>
    public Action<ExperimentProgress>? Progress { get; init; }

    /// <summary>
    /// Ends the experiment with an <see cref="OperationCanceledException"/>: in a network's fit before the next batch, elsewhere
    /// with the next row that is read or the next step. Default: none.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// Called with the whole fitted pipeline when the network is fitted, before it is tried and compared: who keeps it loses nothing
    /// by what comes after.
    /// </summary>
    internal Action<Microsoft.ML.ITransformer>? Fitted { get; init; }

    /// <summary>
    /// Called with each epoch of the network and what makes the whole pipeline of its weights, while it is called. Default: null.
    /// </summary>
    internal Action<EpochReport, Func<Microsoft.ML.ITransformer>>? EpochFitted { get; init; }

    /// <summary>The rows of one run as the caller has divided them; null to divide them here.</summary>
    internal HeldOutSplit? Divided { get; init; }

    /// <summary>A sentence for each value out of range.</summary>
    internal IEnumerable<string> Faults()
    {
        if (Baselines is null || Baselines.Contains(null!))
            yield return $"{nameof(Baselines)} is null or holds null; leave it empty for none.";
        if (BaselineTimeLimit <= TimeSpan.Zero)
            yield return $"{nameof(BaselineTimeLimit)} is {BaselineTimeLimit}; it has to be above zero.";
    }
}
