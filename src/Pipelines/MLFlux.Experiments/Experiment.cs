using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Training;
using MLFlux.Experiments;
using MLFlux.Splitting;

namespace MLFlux;

/// <summary>
/// Trains a pipeline's network on a part of the rows and says what it is worth on the others; made by
/// <see cref="ExperimentCatalog.Experiment"/>.
/// </summary>
/// <remarks>
/// Changes nothing in itself or the pipeline: it may be run any number of times. What comes before the trainer in the pipeline is
/// fitted on the rows to train on alone, once for the network and the baselines, and what it gives of label, features and weights
/// is kept in memory, unless the trainer's options have a <see cref="NeuralNetworkOptions.MemoryBudget"/>.
/// </remarks>
public sealed class Experiment
{
    private readonly MLContext _ml;
    private readonly PipelineParts _parts;

    internal Experiment(MLContext ml, IEstimator<ITransformer> pipeline, ExperimentOptions options)
    {
        string[] faults = [.. options.Faults()];
        if (faults.Length > 0)
            throw new ArgumentException(string.Join(" ", faults), nameof(options));
        _ml = ml;
        _parts = PipelineParts.Of(pipeline);
        Evaluation.ScoredColumns.RefuseOutputName(
            Evaluation.TaskFigures.Of(_parts.Trainer.Task), _parts.Trainer.Options.LabelColumnName, nameof(pipeline));
        Options = options;
    }

    /// <summary>How rows are divided, and what is compared.</summary>
    public ExperimentOptions Options { get; }

    /// <summary>What the network predicts.</summary>
    public PredictionTask Task => _parts.Trainer.Task;

    /// <summary>The label that the trainer learns.</summary>
    public string LabelColumnName => _parts.Trainer.Options.LabelColumnName;

    /// <summary>The pipeline for one of several fits: a checkpoint, for one, is that of one fit alone.</summary>
    private PipelineParts OneOfSeveral =>
        _parts with { Trainer = _parts.Trainer.With(OptionTable.ForOneOfSeveral(_parts.Trainer.Options)) };

    private int TrainingSeed => _parts.Trainer.Options.Seed ?? Options.Seed;

    /// <summary>
    /// Holds rows out, fits the pipeline on the others, evaluates it on those held out, and compares it with the baselines.
    /// </summary>
    /// <param name="data">The rows; they have to be the same, in the same order, each time they are read.</param>
    /// <returns>The model with its figures. A baseline that fails or cannot do the task is listed with the reason.</returns>
    /// <exception cref="ArgumentException">A column is missing or of the wrong type.</exception>
    /// <exception cref="InvalidOperationException">There are too few rows, classes or groups to hold any out.</exception>
    /// <exception cref="NetworkShapeException">The network does not fit the feature column or the label.</exception>
    /// <exception cref="NonFiniteLossException">The loss of the first epoch was not finite.</exception>
    /// <exception cref="OperationCanceledException">The experiment was cancelled.</exception>
    public ExperimentResult Run(IDataView data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Follow(Trial.Steps(Options), progress =>
        {
            Split how = SplitFor(data);
            return Run(_parts, SplitViews.HoldOut(data, how, Options.Seed, progress.Cancellation), how, progress);
        });
    }

    /// <summary>
    /// Runs the experiment with several seeds, the options' and those after it, each of which holds out other rows (in time
    /// order, the same) and begins with other weights; a seed of the trainer's options does not count.
    /// </summary>
    /// <returns>Figures with their spread, for the network and the baselines on the same rows. No model is kept.</returns>
    /// <param name="data">The rows; they have to be the same, in the same order, each time they are read.</param>
    /// <param name="repeats">How many seeds, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 repeats.</exception>
    /// <exception cref="InvalidOperationException">
    /// The trainer's options have a <see cref="NeuralNetworkOptions.CheckpointPath"/> or
    /// <see cref="NeuralNetworkOptions.ResumeFrom"/>, which are for one fit.
    /// </exception>
    /// <inheritdoc cref="Run(IDataView)" path="/exception"/>
    public RepeatedResult Repeat(IDataView data, int repeats = 5)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 2);
        return Follow(repeats * Trial.Steps(Options), progress =>
        {
            Split how = SplitFor(data);
            int[] seeds = [.. Enumerable.Range(0, repeats).Select(i => Options.Seed + i)];
            return RepeatedResult.Of(Task, how, $"{repeats} seeds", Run(
                seeds.Select(seed => (SplitViews.HoldOut(data, how, seed, progress.Cancellation), seed)), "repeat", repeats, progress));
        });
    }

    /// <summary>
    /// Runs the experiment once for each fold, which is held out while the others are trained on (in time order, while all older
    /// rows are). The network and the baselines get the same folds.
    /// </summary>
    /// <param name="data">The rows; they have to be the same, in the same order, each time they are read.</param>
    /// <param name="folds">How many folds, at least 2.</param>
    /// <returns>Figures with their spread, for the network and the baselines. No model is kept.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 folds.</exception>
    /// <exception cref="InvalidOperationException">
    /// The trainer's options have a <see cref="NeuralNetworkOptions.CheckpointPath"/> or
    /// <see cref="NeuralNetworkOptions.ResumeFrom"/>, which are for one fit.
    /// </exception>
    /// <inheritdoc cref="Run(IDataView)" path="/exception"/>
    public RepeatedResult CrossValidate(IDataView data, int folds = 5)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        return Follow(folds * Trial.Steps(Options), progress =>
        {
            Split how = SplitFor(data);
            return RepeatedResult.Of(Task, how, $"{folds} folds", Run(
                SplitViews.Fold(data, how, folds, Options.Seed, progress.Cancellation)
                .Select(fold => (fold, TrainingSeed)), "fold", folds, progress));
        });
    }

    /// <summary>
    /// Tries networks, learning rates and batch sizes within a time. Rows are held out first; of the others a part ranks the
    /// candidates, and the winner is then fitted on all of these others, evaluated on the rows held out, once, and compared with
    /// the baselines.
    /// </summary>
    /// <remarks>
    /// Candidates are ranked by the main figure of their best epoch on the validation rows. The winner is fitted as the pipeline's
    /// options say or, where they hold no validation rows out, for as many epochs as were best in the search. Training goes on
    /// from stage to stage where it was, save for options with a <see cref="NeuralNetworkOptions.Schedule"/>, which begin anew.
    /// </remarks>
    /// <param name="data">The rows; they have to be the same, in the same order, each time they are read.</param>
    /// <param name="options">What to try, and for how long; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// An option is out of range; all such are named at once. Or a column is missing or of the wrong type.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// There are too few rows, classes or groups to hold any out, or every candidate failed, or the trainer's options have a
    /// <see cref="NeuralNetworkOptions.CheckpointPath"/> or <see cref="NeuralNetworkOptions.ResumeFrom"/>, which are for one fit.
    /// </exception>
    /// <exception cref="OperationCanceledException">The experiment was cancelled.</exception>
    public SearchResult Search(IDataView data, SearchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new SearchOptions();
        string[] faults = [.. options.Faults()];
        if (faults.Length > 0)
            throw new ArgumentException(string.Join(" ", faults), nameof(options));

        return Follow(null, progress =>
        {
            Split how = SplitFor(data);
            HeldOutSplit outer = SplitViews.HoldOut(data, how, Options.Seed, progress.Cancellation);
            HeldOutSplit inner = SplitViews.HoldOut(outer.TrainSet, how with { TestFraction = options.ValidationFraction }, Options.Seed,
                progress.Cancellation);
            progress.Begin("preparing rows");
            PreparedRows rows = PreparedRows.Prepare(_ml, _parts, inner);
            TimeSpan begin = progress.Elapsed;
            (IReadOnlyList<SearchCandidate> ranked, int untried) =
                new CandidateSearch(_ml, OneOfSeveral, options, TrainingSeed, progress).Run(rows);
            TimeSpan time = progress.Elapsed - begin;
            if (ranked[0].Error is string error)
                throw new InvalidOperationException($"Every candidate failed; the first with: {error}");

            progress.Prefix = "winner: ";
            return new SearchResult
            {
                Candidates = ranked,
                Metric = Evaluation.TaskFigures.Of(Task).MainFigure,
                Untried = untried,
                Time = time,
                Best = Run(_parts with { Trainer = TrainerOf(ranked[0]) }, outer, how, progress),
            };
        });
    }

    private NeuralNetworkTrainer TrainerOf(SearchCandidate winner)
    {
        NeuralNetworkOptions training = CandidateRun.CandidateOptions(winner, OneOfSeveral.Trainer.Options);
        if (training.ValidationFraction == 0)
            training = training with { Epochs = Math.Max(winner.BestEpoch, 1), EarlyStopping = null };
        return OneOfSeveral.Trainer.With(_ml, winner.Network, training);
    }

    private List<TrialFigures> Run(IEnumerable<(HeldOutSplit Rows, int Seed)> runs, string name, int count, ProgressReporter progress)
    {
        var figures = new List<TrialFigures>();
        foreach ((HeldOutSplit rows, int seed) in runs)
        {
            progress.Prefix = $"{name} {figures.Count + 1} of {count}, ";
            using Trial trial = Trial.Run(_ml, OneOfSeveral, rows, Options, seed, progress);
            figures.Add(new TrialFigures(rows.TrainRows, rows.TestRows, trial.Network.Contender, trial.Baselines));
        }

        return figures;
    }

    private TResult Follow<TResult>(int? steps, Func<ProgressReporter, TResult> run)
    {
        using var progress = new ProgressReporter(Options, _parts.Trainer, steps);
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

    private ExperimentResult Run(PipelineParts parts, HeldOutSplit rows, Split how, ProgressReporter progress)
    {
        Trial trial = Trial.Run(_ml, parts, rows, Options, TrainingSeed, progress,
            (prepared, network) => Options.Fitted?.Invoke(Whole(parts, prepared, network)));
        TransformerChain<ITransformer> model = Whole(parts, trial.Rows, trial.Network.Model);
        return new ExperimentResult
        {
            Task = Task,
            LabelColumnName = LabelColumnName,
            Split = how,
            Rows = rows,
            Model = model,
            NetworkTransformer = (NeuralNetworkTransformer)trial.Network.Model,
            HeldOut = model.Transform(rows.TestSet),
            PreparationTime = trial.Rows.Time,
            Network = trial.Network.Contender,
            Baselines = trial.Baselines,
            Verdict = Verdicts.Of(Task, trial.Network.Contender, trial.Baselines),
        };
    }

    /// <summary>The split of the options or, without one, the default for the data.</summary>
    private Split SplitFor(IDataView data) => Options.Split
        ?? (Evaluation.TaskFigures.Of(Task).HasClasses
            && data.Schema.GetColumnOrNull(LabelColumnName) is { } label && SplitColumns.IsScalar(label)
            ? Splits.Stratified(LabelColumnName)
            : Splits.Random());

    /// <summary>The pipeline with its parts fitted.</summary>
    private static TransformerChain<ITransformer> Whole(PipelineParts parts, PreparedRows prepared, ITransformer network)
    {
        TransformerChain<ITransformer> model = prepared.Transformer.Append(network);
        IDataView rows = network.Transform(prepared.Train);
        foreach (EstimatorStep step in parts.After)
        {
            ITransformer fitted = step.Estimator.Fit(rows);
            model = model.Append(fitted, step.Scope);
            rows = fitted.Transform(rows);
        }

        return model;
    }
}
