using System.Runtime.InteropServices;
using MLFlux.Models;
using MLFlux.Construction;
using MLFlux.Native;
using MLFlux.Rows;
using MLFlux.Seeds;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>One fit from rows to a model: the seed's split, the weights, the loop.</summary>
internal sealed record TrainingJob(
    PredictionTask Task,
    Layer Network,
    InputLayout Inputs,
    Loss Loss,
    NeuralNetworkOptions Options,
    TrainingContext Context,
    Device Device,
    IReadOnlyList<string>? Classes,
    OutputLayout? Outputs = null)
{
    /// <summary>Fits of other networks that a bagged training tries; it decides among them and this one.</summary>
    public IReadOnlyList<TrainingJob> Candidates { get; init; } = [];

    /// <summary>The shape of one example.</summary>
    private Shape InputShape => Inputs.Shape;

    /// <param name="data">The rows to train on, and to hold out from where the options say so.</param>
    /// <param name="validationSet">Rows to validate on, or null.</param>
    /// <param name="seed">Decides all that is random.</param>
    /// <param name="start">What the fit begins with: fresh weights, a model to train further, or a checkpoint to go on from.</param>
    /// <exception cref="InvalidOperationException">The checkpoint is of a fit with other options or rows.</exception>
    /// <exception cref="InsufficientMemoryException">libtorch got no memory.</exception>
    public NeuralNetworkModel Run(TrainingData data, RowsInMemory? validationSet, int seed, FitStart start)
    {
        try
        {
            return Options.BaggedFolds > 1 && data.Set.Targets.Parts(data.Set.Equal) > 1 ? BaggedTraining.Run(this, data, seed)
                : Options.FineTuning is not null && start.Learned is null
                ? FineTunedTraining.Run(this, data, Split(data, validationSet, seed), validationSet, seed)
                : Train(data, Split(data, validationSet, seed), validationSet, seed, start, start.Learned?.TargetScale);
        }
        catch (ExternalException fault) when (LibtorchMemory.IsOutOfMemory(fault))
        {
            throw LibtorchMemory.Explained(
                fault, $"training with batches of {Math.Min(Options.BatchSize, data.Set.Count)} rows of {InputShape}",
                $"Lower {nameof(Options.BatchSize)}, or make the network or its input smaller.");
        }
    }

    /// <summary>Trains one network on a part of the rows.</summary>
    /// <param name="data">All rows.</param>
    /// <param name="split">Those to train on, and those held out.</param>
    /// <param name="validationSet">Rows to validate on in place of those held out, or null.</param>
    /// <param name="seed">Decides all else that is random.</param>
    /// <param name="start">What the fit begins with.</param>
    /// <param name="targetScale">The scale of a regression's targets; null for that of the rows to train on.</param>
    public NeuralNetworkModel Train(
        TrainingData data, RowSplit split, RowsInMemory? validationSet, int seed, FitStart start, TargetScale? targetScale)
    {
        FitSeeds seeds = FitSeeds.From(seed);
        if (Options.ExactSums)
            LibtorchThreads.Use(1); // Before the first epoch, too: ranks have other numbers of threads than one process.
        start.Check(Record(seed), split.Training.Length, validationSet?.Count ?? split.Validation.Length);
        ShardedRows.Check(data.Set, split.Training);
        TargetScale? scale = Loss.TakesLabelUnit
            ? null
            : Standardize(data.Set, split.Training, validationSet, targetScale, Loss.TakesRobustScale);
        var rows = new TrainingPartition(data, split, scale, Options);

        ScoringViews? views = Options.ScoringViews?.For(Inputs, Task);
        OutputHead head = OutputHead.Of(Network, Task);
        Layer body = head.Body;
        FrozenWeights.Check(Options, body.Parameters(InputShape));
        using BuiltNetwork built = FirstWeights.Build(this, body, start, seeds, rows);
        using GlobalRandom? random = RegisteredLayers.AreIn(body, InputShape) ? new GlobalRandom(seeds.Weights) : null;
        LeftOutRows[] leftOut = [.. data.Set.LeftOut, .. validationSet?.LeftOut ?? []];
        using CachedPrefix? cached = CachedPrefix.TryCompute(this, body, built, data, split, validationSet, seeds.Weights, start);
        CheckpointWriter? checkpoints = Options.CheckpointPath is string path && Context.Ranks.IsFirst
            ? new CheckpointWriter(path, Options.CheckpointEvery, CreateModel, cached, Context.Warn)
            : null;
        var network = new FitNetwork(
            cached?.Prefix.Rest ?? body, cached?.Built ?? built, cached?.Prefix.Between ?? Inputs, LossHead.Of(head, Loss),
            Options.ExactSums ? seeds.Shuffle : Context.Ranks.OwnSeed(seeds.Shuffle));
        TrainingPartition fed = cached is null ? rows : new TrainingPartition(cached.Data, split, scale, Options);
        using Validation? validation = CreateValidation(
            network, cached?.Validation ?? validationSet, fed, cached is null ? views : null);
        if (Options is { DecisionThreshold: { } rule, DryRun: false } && validation is not null)
            ThresholdSearch.Check(rule, validation.Count(1), validation.Count(0)); // Said before the fit, which would be lost.
        using var steps = new StepRunner(network, Source(), start, cached?.Without(Options) ?? Options, Context);
        using var best = new KeptBest(steps.Learner, validation is not null, Options.EarlyStopping, checkpoints);
        TrainingHistory history = CreateLoop(steps, validation, best, start, history => CreateModel(history, null)).Run();
        using Validation? viewed = cached is not null && views is not null && validation is not null ? OfViews() : null;
        Validation? last = viewed ?? validation;
        var calibration = Calibration.Of(last, Task, Options, Context.Ranks);
        NeuralNetworkModel model = CreateModel(history with { Temperature = calibration.Temperature },
            Options.KeepOptimizerState ? steps.Learner.ReadOptimizer() : null) with
        {
            Temperature = calibration.Temperature?.Temperature,
            ScoreThreshold = TaskHead.Of(Task).HasThreshold ? calibration.ScoreThresholds?[0] : null,
            ScoreThresholds = TaskHead.Of(Task).HasThresholds ? calibration.ScoreThresholds : null,
            Baseline = Agreed(Baseline(body, rows.Typical(seeds.Sample)), data.Set),
        };
        if (Outputs is not null)
            return model with { Outputs = HeadCalibration.Of(model, last, Options, Context) };
        return model.Quantiles is not { } levels || Options.DryRun ? model
            : model with { QuantileShifts = ConformalQuantiles.Of(levels, model.TargetScale!, last?.HeldOut(), Context) };

        RowSource Source()
        {
            RowSource source = cached?.Source(fed, version => new TrainingPartition(version, split, scale, Options), seeds.Shuffle)
                ?? fed.CreateSource(seeds.Shuffle);
            return Options.DryRun || Options.OneBatch ? new OneBatchRows(source, Options.BatchSize) : source;
        }

        // What frozen layers gave is of the pictures alone: for their other views, the whole network goes through the rows themselves.
        Validation? OfViews()
        {
            NetworkWeights.WriteOwn(built.Module, cached!.ReadWeights());
            return CreateValidation(network with { Description = body, Built = built, Inputs = Inputs }, validationSet, rows, views);
        }

        NeuralNetworkModel CreateModel(TrainingHistory history, OptimizerState? optimizer) => new(
            Task, Network, Inputs, cached?.ReadWeights() ?? NetworkWeights.Read(built.Module),
            history with { LeftOut = leftOut.Length > 0 ? leftOut : null }, Record(seed), scale, Classes, optimizer)
        {
            Quantiles = (Loss as QuantileLoss)?.Levels,
            Outputs = Outputs,
            Views = views,
        };
    }

    /// <summary>What is written of the fit in the model's file.</summary>
    public TrainingRecord Record(int seed) => new(
        Options.Optimizer.ToString(), Loss.ToString(), Options.BatchSize, Options.Epochs, Options.ValidationFraction, seed,
        Options.ClassWeights?.ToString())
    {
        Options = OptionTable.Deciding(Options with { Seed = seed, Loss = Loss }),
        Schedule = Options.Schedule?.ToString(),
        GradientClipping = Options.GradientClipping?.ToString(),
        AccumulatedBatches = Options.AccumulatedBatches > 1 ? Options.AccumulatedBatches : null,
        FrozenLayers = Options.FrozenLayers.Count > 0 ? [.. Options.FrozenLayers.Select(layer => layer.Name)] : null,
        Augmentation = Options.Augmentation.Count > 0 ? [.. Options.Augmentation.Select(a => a.ToString())] : null,
    };

    private RowSplit Split(TrainingData data, RowsInMemory? validationSet, int seed) =>
        validationSet is null && Options.ValidationFraction > 0
            ? data.Set.Targets.Split(Options.ValidationFraction, data.Set.Equal, new Random(FitSeeds.From(seed).Split))
            : RowSplit.All(data.Set.Count);

    /// <summary>The mean of rows; keys, and whole numbers that are looked up, have no mean: 0 stands for a missing one.</summary>
    private float[] Baseline(Layer body, RowWindow rows)
    {
        float[] mean = MeanRow.Of(rows);
        foreach (InputColumn keys in Inputs.Columns.Where(column => column.Kind == InputKind.Keys).Union(Inputs.LookedUpBy(body)))
            mean.AsSpan(keys.Start, keys.Width).Clear();
        return mean;
    }

    /// <summary>Rank 0's values where each rank has read its own rows.</summary>
    private float[] Agreed(float[] values, RowsInMemory rows)
    {
        if (rows.Shards is not null)
            Context.Ranks.Broadcast(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private TrainingLoop CreateLoop(
        StepRunner steps, Validation? validation, KeptBest best, FitStart start, Func<TrainingHistory, NeuralNetworkModel> createModel)
    {
        var reporter = new FitReporter(steps.Learner, validation, start, Options, Context);
        var end = new EndRule(Options, reporter.Control, best, Context);
        start.Begin(steps.Learner, best, validation, Context);
        return new TrainingLoop(steps, validation, best, reporter, end,
            Options.EpochModel is { } watch && Context is { Ranks.IsFirst: true, ToTransformer: { } toTransformer }
                ? (report, history) => watch(report, () => toTransformer(createModel(history()))) : null);
    }

    private Validation? CreateValidation(FitNetwork network, RowsInMemory? validationSet, TrainingPartition rows, ScoringViews? views)
    {
        RowWindow? held = validationSet is null ? rows.Held : new RowWindow(validationSet, RowSplit.All(validationSet.Count).Training);
        return held is { } window ? new Validation(network, window with { Order = Tried(window.Order) }, Context, Options.ExactSums)
        {
            Views = views is null ? null : ViewMaps.Of(views, Inputs),
        }
        : null;
    }

    /// <summary>The rows to validate on: one batch of them in a dry run.</summary>
    private int[] Tried(int[] rows) => Options.DryRun ? rows[..Math.Min(rows.Length, Options.BatchSize)] : rows;

    /// <summary>
    /// Puts a regression's targets on the scale of the rows that are trained on, or on the one its weights were learned on.
    /// </summary>
    private static TargetScale? Standardize(RowsInMemory set, int[] trainingRows, RowsInMemory? validationSet, TargetScale? learned,
        bool isRobust)
    {
        if ((learned ?? set.Targets.Measure(trainingRows, isRobust)) is not { } scale)
            return null;

        set.Targets.Use(scale);
        validationSet?.Targets.Use(scale);
        return scale;
    }
}
