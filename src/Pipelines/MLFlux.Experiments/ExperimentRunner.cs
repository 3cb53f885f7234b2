using Microsoft.ML;
using MLFlux.Evaluation;
using MLFlux.Splitting;
using MLFlux.Training;

namespace MLFlux.Experiments;

/// <summary>Divides the rows, and runs what an experiment is asked for on the parts.</summary>
/// <param name="ml">The context to train in.</param>
/// <param name="parts">The pipeline.</param>
/// <param name="options">How to divide the rows, and what to compare with.</param>
internal sealed class ExperimentRunner(MLContext ml, PipelineParts parts, ExperimentOptions options)
{
    public PipelineParts Parts => parts;

    /// <summary>The pipeline for one of several fits: a checkpoint, for one, is that of one fit alone.</summary>
    private PipelineParts OneOfSeveral =>
        parts with { Trainer = parts.Trainer.With(OptionTable.ForOneOfSeveral(parts.Trainer.Options)) };

    private int TrainingSeed => parts.Trainer.Options.Seed ?? options.Seed;

    /// <summary>Once, on the rows that are not held out.</summary>
    public ExperimentResult Run(IDataView data) => Follow(Trial.Steps(options), progress =>
    {
        Split how = SplitFor(data);
        HeldOutSplit rows = options.Divided?.Until(progress.Cancellation)
            ?? SplitViews.HoldOut(data, how, options.Seed, progress.Cancellation);
        return WholeRun(parts, rows, how, progress);
    });

    /// <summary>With several seeds.</summary>
    public RepeatedResult Repeat(IDataView data, int repeats) => Follow(repeats * Trial.Steps(options), progress =>
    {
        Split how = SplitFor(data);
        int[] seeds = [.. Enumerable.Range(0, repeats).Select(i => options.Seed + i)];
        return RepeatedResult.Of(parts.Trainer.Task, how, $"{repeats} seeds", Trials(
            seeds.Select(seed => (SplitViews.HoldOut(data, how, seed, progress.Cancellation), seed)), "repeat", repeats, progress));
    });

    /// <summary>Once for each fold.</summary>
    public RepeatedResult CrossValidate(IDataView data, int folds) => Follow(folds * Trial.Steps(options), progress =>
    {
        Split how = SplitFor(data);
        return RepeatedResult.Of(parts.Trainer.Task, how, $"{folds} folds", Trials(
            SplitViews.Fold(data, how, folds, options.Seed, progress.Cancellation).Select(fold => (fold, TrainingSeed)), "fold", folds,
            progress));
    });

    /// <summary>For the best candidate of a search within the rows that are not held out.</summary>
    public SearchResult Search(IDataView data, SearchOptions search) => Follow(null, progress =>
    {
        Split how = SplitFor(data);
        HeldOutSplit outer = SplitViews.HoldOut(data, how, options.Seed, progress.Cancellation);
        HeldOutSplit inner = SplitViews.HoldOut(
            outer.TrainSet, how with { TestFraction = search.ValidationFraction }, options.Seed, progress.Cancellation);
        progress.Begin("preparing rows");
        PreparedRows rows = PreparedRows.Prepare(ml, parts.WithoutTrees, inner);
        TimeSpan begin = progress.Elapsed;
        (IReadOnlyList<SearchCandidate> ranked, int untried) =
            new CandidateSearch(ml, OneOfSeveral, search, TrainingSeed, progress).Run(rows);
        TimeSpan time = progress.Elapsed - begin;
        if (ranked[0].Error is string error)
            throw new InvalidOperationException($"Every candidate failed; the first with: {error}");

        progress.Prefix = "winner: ";
        return new SearchResult
        {
            Candidates = ranked,
            Metric = rows.Columns.Task.Figures.MainFigure,
            Untried = untried,
            Time = time,
            Best = WholeRun(parts with { Trainer = CandidateRun.Winner(ml, OneOfSeveral.Trainer, ranked[0]) }, outer, how, progress),
        };
    });

    /// <summary>
    /// The split of the options or, without one, the default for the data; what is not learned from makes no rows differ.
    /// </summary>
    private Split SplitFor(IDataView data)
    {
        string label = parts.Trainer.Options.LabelColumnName;
        Split split = options.Split
            ?? (TaskFigures.Of(parts.Trainer.Task).HasClasses
                && data.Schema.GetColumnOrNull(label) is { } column && SplitColumns.IsScalar(column)
                ? Splits.Stratified(label)
                : Splits.Random());
        return split with { ComparedColumns = split.ComparedColumns ?? parts.LearnedFrom };
    }

    private ExperimentResult WholeRun(PipelineParts pipeline, HeldOutSplit rows, Split how, ProgressReporter progress) =>
        SingleRun.Run(ml, pipeline, rows, how, options, TrainingSeed, progress);

    private List<TrialFigures> Trials(IEnumerable<(HeldOutSplit Rows, int Seed)> runs, string name, int count, ProgressReporter progress)
    {
        var figures = new List<TrialFigures>();
        foreach ((HeldOutSplit rows, int seed) in runs)
        {
            progress.Prefix = $"{name} {figures.Count + 1} of {count}, ";
            using Trial trial = Trial.Run(ml, OneOfSeveral, rows, options, seed, progress, joins: false);
            figures.Add(new TrialFigures(rows.TrainRows, rows.TestRows, trial.Network.Contender, trial.Baselines));
        }

        return figures;
    }

    private TResult Follow<TResult>(int? steps, Func<ProgressReporter, TResult> run)
    {
        using var progress = new ProgressReporter(options, parts.Trainer, steps);
        try
        {
            return run(progress);
        }
        catch (Exception fault)
        {
            bool wasCancelled = progress.Cancellation.IsCancellationRequested;
            progress.Stop();
            if (!wasCancelled || fault is OperationCanceledException)
                throw;

            // ML.NET wraps the exception of a reader that was cancelled in one of its own.
            throw new OperationCanceledException("The experiment was cancelled.", fault, progress.Cancellation);
        }
    }
}
