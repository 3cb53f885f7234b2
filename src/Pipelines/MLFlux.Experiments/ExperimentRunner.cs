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
    private PipelineParts OneOfSeveral => With(OptionTable.ForOneOfSeveral(parts.Trainer.Options));

    /// <summary>The pipeline for one of several fits that this rank does by itself.</summary>
    private PipelineParts OfOneRank => With(SharedRuns.OfOneRank(OneOfSeveral.Trainer.Options));

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
    public RepeatedResult Repeat(IDataView data, int repeats) => Follow(StepsOf(repeats), progress =>
    {
        Split how = SplitFor(data);
        return RepeatedResult.Of(parts.Trainer.Task, how, $"{repeats} seeds", Trials(
            repeat => (SplitViews.HoldOut(data, how, options.Seed + repeat, progress.Cancellation), options.Seed + repeat), "repeat",
            repeats, progress));
    });

    /// <summary>Once for each fold.</summary>
    public RepeatedResult CrossValidate(IDataView data, int folds) => Follow(StepsOf(folds), progress =>
    {
        Split how = SplitFor(data);
        IReadOnlyList<HeldOutSplit> all = SplitViews.Fold(data, how, folds, options.Seed, progress.Cancellation);
        return RepeatedResult.Of(
            parts.Trainer.Task, how, $"{folds} folds", Trials(fold => (all[fold], TrainingSeed), "fold", all.Count, progress));
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
        NeuralNetworkTrainer trainer = OneOfSeveral.Trainer;
        NeuralNetworkOptions training = trainer.Options with { Seed = TrainingSeed };
        IEnumerable<CandidateRun> runs = CandidateSampler.Draw(trainer, search, new Random(TrainingSeed))
            .Select(candidate => new CandidateRun(ml, candidate, trainer, training, rows));
        (IReadOnlyList<SearchCandidate> ranked, int untried) = new CandidateSearch([.. runs], search, training, progress).Run();
        TimeSpan time = progress.Elapsed - begin;
        if (ranked[0].Error is string error)
            throw new InvalidOperationException($"Every candidate failed; the first with: {error}");

        progress.Prefix = "winner: ";
        return new SearchResult
        {
            Candidates = ranked,
            Metric = rows.Columns.Task.Figures.Words.MainFigure,
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
        string label = parts.Label;
        Split split = options.Split
            ?? (TaskFigures.Of(parts.Trainer.Task).HasClasses
                && data.Schema.GetColumnOrNull(label) is { } column && SplitColumns.IsScalar(column)
                ? Splits.Stratified(label)
                : Splits.Random());
        return split with { ComparedColumns = split.ComparedColumns ?? parts.LearnedFrom };
    }

    private ExperimentResult WholeRun(PipelineParts pipeline, HeldOutSplit rows, Split how, ProgressReporter progress) =>
        SingleRun.Run(ml, pipeline, rows, how, options, TrainingSeed, progress);

    /// <summary>Whether the ranks of the trainer's options share so many runs out, each done by one of them.</summary>
    private bool AreShared(int runs) =>
        !parts.Trainer.Options.RowsAreSharded && SharedRuns.AreShared(parts.Trainer.Options.Ranks, runs);

    /// <summary>How many steps this process takes for so many runs.</summary>
    private int StepsOf(int runs) =>
        Trial.Steps(options) * (AreShared(runs) ? SharedRuns.Most(parts.Trainer.Options.Ranks, runs) : runs);

    private TrialFigures[] Trials(Func<int, (HeldOutSplit Rows, int Seed)> run, string name, int count, ProgressReporter progress)
    {
        return AreShared(count)
            ? [.. SharedRuns.Do(parts.Trainer.Options.Ranks, count, one => TrialBytes.Write(Do(OfOneRank, one))).Select(TrialBytes.Read)]
            : [.. Enumerable.Range(0, count).Select(one => Do(OneOfSeveral, one))];

        TrialFigures Do(PipelineParts pipeline, int one)
        {
            progress.Prefix = $"{name} {one + 1} of {count}, ";
            (HeldOutSplit rows, int seed) = run(one);
            using Trial trial = Trial.Run(ml, pipeline, rows, options, seed, progress, joins: false);
            return new TrialFigures(rows.TrainRows, rows.TestRows, trial.Network.Contender, trial.Baselines);
        }
    }

    private PipelineParts With(NeuralNetworkOptions training) => parts with { Trainer = parts.Trainer.With(training) };

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
