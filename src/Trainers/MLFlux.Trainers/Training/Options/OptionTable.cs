using MLFlux.Construction;
using static MLFlux.Training.ExperimentUse;
using static MLFlux.Training.ResumeUse;

namespace MLFlux.Training;

/// <summary>
/// Every option of <see cref="NeuralNetworkOptions"/> with all that has to be known of it: a test fails for an option without a row.
/// </summary>
internal static class OptionTable
{
    /// <summary>The text of what is null or empty.</summary>
    public const string NotSet = "not set";

    /// <summary>The rows, in the order in which code lists them.</summary>
    public static IReadOnlyList<TrainingOption> All { get; } =
    [
        new TrainingOption<string>(
            nameof(NeuralNetworkOptions.LabelColumnName), o => o.LabelColumnName, (o, v) => o with { LabelColumnName = v }, Same,
            CodeText.Text),
        new TrainingOption<string>(
            nameof(NeuralNetworkOptions.FeatureColumnName), o => o.FeatureColumnName, (o, v) => o with { FeatureColumnName = v }, Same,
            CodeText.Text),
        new TrainingOption<string?>(
            nameof(NeuralNetworkOptions.ExampleWeightColumnName), o => o.ExampleWeightColumnName,
            (o, v) => o with { ExampleWeightColumnName = v },
            Same, v => CodeText.Text(v!)),
        new TrainingOption<string?>(
            nameof(NeuralNetworkOptions.RowGroupColumnName), o => o.RowGroupColumnName, (o, v) => o with { RowGroupColumnName = v }, Same,
            v => CodeText.Text(v!)),
        new TrainingOption<IReadOnlyList<double>?>(
            nameof(NeuralNetworkOptions.LabelGains), o => o.LabelGains, (o, v) => o with { LabelGains = v }, Same,
            v => CodeText.List(v!.Select(gain => CodeText.Number(gain)))),
        new TrainingOption<ClassWeights?>(
            nameof(NeuralNetworkOptions.ClassWeights), o => o.ClassWeights, (o, v) => o with { ClassWeights = v }, Same, v => v!.ToCode()),
        new TrainingOption<Optimizer>(
            nameof(NeuralNetworkOptions.Optimizer), o => o.Optimizer, (o, v) => o with { Optimizer = v }, Same,
            v => v is CustomOptimizer ? null : $"{nameof(Optimizers)}.{v}") { Experiments = Adapted },
        new TrainingOption<Schedule?>(
            nameof(NeuralNetworkOptions.Schedule), o => o.Schedule, (o, v) => o with { Schedule = v }, Same,
            v => v!.ToCode()) { IsDroppedByTrials = true },
        new TrainingOption<Loss?>(
            nameof(NeuralNetworkOptions.Loss), o => o.Loss, (o, v) => o with { Loss = v }, Same,
            v => v is CustomLoss or HeadsLoss ? null : $"{nameof(Losses)}.{v}"),
        new TrainingOption<IReadOnlyList<HeadOptions>>(
            nameof(NeuralNetworkOptions.Heads), o => o.Heads, (o, v) => o with { Heads = v }, Same,
            v => v.Any(head => head.ToCode() is null) ? null : CodeText.List(v.Select(head => head.ToCode()!))),
        new TrainingOption<int>(
            nameof(NeuralNetworkOptions.BatchSize), o => o.BatchSize, (o, v) => o with { BatchSize = v }, Same,
            v => CodeText.Number(v)) { Experiments = Adapted },
        new TrainingOption<int>(
            nameof(NeuralNetworkOptions.Epochs), o => o.Epochs, (o, v) => o with { Epochs = v }, Free,
            v => CodeText.Number(v)) { Experiments = Adapted },
        new TrainingOption<double>(
            nameof(NeuralNetworkOptions.ValidationFraction), o => o.ValidationFraction, (o, v) => o with { ValidationFraction = v }, Same,
            v => CodeText.Number(v)) { IsDroppedByTrials = true, Experiments = Adapted },
        new TrainingOption<int>(
            nameof(NeuralNetworkOptions.BaggedFolds), o => o.BaggedFolds, (o, v) => o with { BaggedFolds = v }, Same,
            v => CodeText.Number(v)) { IsDroppedByTrials = true, Experiments = Adapted },
        new TrainingOption<IReadOnlyList<BaggedCandidate>>(
            nameof(NeuralNetworkOptions.BaggedCandidates), o => o.BaggedCandidates, (o, v) => o with { BaggedCandidates = v }, Same,
            v => CodeText.List(v.Select(one => one.ToCode()))) { IsDroppedByTrials = true, Experiments = Adapted },
        new TrainingOption<EarlyStopping?>(
            nameof(NeuralNetworkOptions.EarlyStopping), o => o.EarlyStopping, (o, v) => o with { EarlyStopping = v }, Free,
            v => v!.ToCode()) { IsDroppedByTrials = true, Experiments = Adapted },
        new TrainingOption<bool>(
            nameof(NeuralNetworkOptions.TemperatureScaling), o => o.TemperatureScaling, (o, v) => o with { TemperatureScaling = v }, Free,
            CodeText.Flag),
        new TrainingOption<DecisionThreshold?>(
            nameof(NeuralNetworkOptions.DecisionThreshold), o => o.DecisionThreshold, (o, v) => o with { DecisionThreshold = v }, Free,
            v => $"{nameof(DecisionThreshold)}.{v}") { IsDroppedByTrials = true },
        new TrainingOption<long?>(
            nameof(NeuralNetworkOptions.MemoryBudget), o => o.MemoryBudget, (o, v) => o with { MemoryBudget = v }, Same,
            v => CodeText.Number(v!.Value)),
        new TrainingOption<IReadOnlyList<Augmentation>>(
            nameof(NeuralNetworkOptions.Augmentation), o => o.Augmentation, (o, v) => o with { Augmentation = v }, Same,
            v => CodeText.List(v.Select(one => $"{nameof(Augmentations)}.{one}"))),
        new TrainingOption<int>(
            nameof(NeuralNetworkOptions.AugmentedVariants), o => o.AugmentedVariants, (o, v) => o with { AugmentedVariants = v }, Same,
            v => CodeText.Number(v)) { IsDroppedByTrials = true },
        new TrainingOption<ScoringViews?>(
            nameof(NeuralNetworkOptions.ScoringViews), o => o.ScoringViews, (o, v) => o with { ScoringViews = v }, Free,
            v => v!.ToString()),
        new TrainingOption<int?>(
            nameof(NeuralNetworkOptions.Seed), o => o.Seed, (o, v) => o with { Seed = v }, Same,
            v => CodeText.Number(v!.Value)) { Experiments = Adapted },
        new TrainingOption<PretrainedWeights?>(
            nameof(NeuralNetworkOptions.InitialWeights), o => o.InitialWeights, (o, v) => o with { InitialWeights = v }, Done,
            v => v!.ToCode()),
        new TrainingOption<bool>(
            nameof(NeuralNetworkOptions.KeepOptimizerState), o => o.KeepOptimizerState, (o, v) => o with { KeepOptimizerState = v }, Free,
            CodeText.Flag) { Experiments = Adapted },
        new TrainingOption<GradientClipping?>(
            nameof(NeuralNetworkOptions.GradientClipping), o => o.GradientClipping, (o, v) => o with { GradientClipping = v }, Same,
            v => $"{nameof(GradientClipping)}.{v}"),
        new TrainingOption<int>(
            nameof(NeuralNetworkOptions.AccumulatedBatches), o => o.AccumulatedBatches, (o, v) => o with { AccumulatedBatches = v }, Same,
            v => CodeText.Number(v)) { IsDroppedByTrials = true },
        new TrainingOption<double?>(
            nameof(NeuralNetworkOptions.WeightAverageDecay), o => o.WeightAverageDecay, (o, v) => o with { WeightAverageDecay = v }, Same,
            v => CodeText.Number(v!.Value)),
        new TrainingOption<IReadOnlyList<FrozenLayer>>(
            nameof(NeuralNetworkOptions.FrozenLayers), o => o.FrozenLayers, (o, v) => o with { FrozenLayers = v }, Same,
            v => CodeText.List(v.Select(one => one.ToCode()))) { IsDroppedByTrials = true },
        new TrainingOption<IReadOnlyList<LayerRate>>(
            nameof(NeuralNetworkOptions.LayerRates), o => o.LayerRates, (o, v) => o with { LayerRates = v }, Same,
            v => CodeText.List(v.Select(one => one.ToCode()))) { IsDroppedByTrials = true },
        new TrainingOption<FineTuning?>(
            nameof(NeuralNetworkOptions.FineTuning), o => o.FineTuning, (o, v) => o with { FineTuning = v }, Same,
            v => v!.ToCode()) { IsDroppedByTrials = true },
        new TrainingOption<TimeSpan?>(
            nameof(NeuralNetworkOptions.TimeLimit), o => o.TimeLimit, (o, v) => o with { TimeLimit = v }, Free,
            v => CodeText.Time(v!.Value)) { IsDroppedByTrials = true, Experiments = Adapted },
        new TrainingOption<bool>(
            nameof(NeuralNetworkOptions.DryRun), o => o.DryRun, (o, v) => o with { DryRun = v }, Same,
            CodeText.Flag) { IsDroppedByTrials = true },
        new TrainingOption<int?>(
            nameof(NeuralNetworkOptions.RecordEvery), o => o.RecordEvery, (o, v) => o with { RecordEvery = v }, Free,
            v => CodeText.Number(v!.Value)) { IsDroppedByTrials = true },
        new TrainingOption<bool>(
            nameof(NeuralNetworkOptions.CheckGradients), o => o.CheckGradients, (o, v) => o with { CheckGradients = v }, Free,
            CodeText.Flag) { IsDroppedByTrials = true },
        new TrainingOption<string?>(
            nameof(NeuralNetworkOptions.CheckpointPath), o => o.CheckpointPath, (o, v) => o with { CheckpointPath = v }, Free,
            v => CodeText.Text(v!)) { IsDroppedByTrials = true, Experiments = OneFit },
        new TrainingOption<int>(
            nameof(NeuralNetworkOptions.CheckpointEvery), o => o.CheckpointEvery, (o, v) => o with { CheckpointEvery = v }, Free,
            v => CodeText.Number(v)) { IsDroppedByTrials = true, Experiments = OneFit },
        new TrainingOption<string?>(
            nameof(NeuralNetworkOptions.ResumeFrom), o => o.ResumeFrom, (o, v) => o with { ResumeFrom = v }, Free,
            v => CodeText.Text(v!)) { IsDroppedByTrials = true, Experiments = OneFit },
        new TrainingOption<Action<EpochReport>?>(
            nameof(NeuralNetworkOptions.Progress), o => o.Progress, (o, v) => o with { Progress = v }, Free)
            { IsDroppedByTrials = true, Experiments = Adapted },
        new TrainingOption<IReadOnlyList<Action<EpochReport, Action<string>>>>(
            nameof(NeuralNetworkOptions.Logs), o => o.Logs, (o, v) => o with { Logs = v }, Free) { IsDroppedByTrials = true },
        new TrainingOption<Action<BatchReport>?>(
            nameof(NeuralNetworkOptions.BatchProgress), o => o.BatchProgress, (o, v) => o with { BatchProgress = v }, Free)
            { IsDroppedByTrials = true, Experiments = Adapted },
        new TrainingOption<Action<FrozenReport>?>(
            nameof(NeuralNetworkOptions.FrozenProgress), o => o.FrozenProgress, (o, v) => o with { FrozenProgress = v }, Free)
            { IsDroppedByTrials = true, Experiments = Adapted },
        new TrainingOption<Action<EpochReport, TrainingControl>?>(
            nameof(NeuralNetworkOptions.EpochEnd), o => o.EpochEnd, (o, v) => o with { EpochEnd = v }, Free) { IsDroppedByTrials = true },
        new TrainingOption<Action<BatchReport, TrainingControl>?>(
            nameof(NeuralNetworkOptions.BatchEnd), o => o.BatchEnd, (o, v) => o with { BatchEnd = v }, Free) { IsDroppedByTrials = true },
        new TrainingOption<Action<EpochReport, Func<Microsoft.ML.ITransformer>>?>(
            nameof(NeuralNetworkOptions.EpochModel), o => o.EpochModel, (o, v) => o with { EpochModel = v }, Free)
            { IsDroppedByTrials = true },
        new TrainingOption<CancellationToken>(
            nameof(NeuralNetworkOptions.StopToken), o => o.StopToken, (o, v) => o with { StopToken = v }, Free),
        new TrainingOption<bool>(
            nameof(NeuralNetworkOptions.OneBatch), o => o.OneBatch, (o, v) => o with { OneBatch = v }, Same),
        new TrainingOption<bool>(
            nameof(NeuralNetworkOptions.ExactSums), o => o.ExactSums, (o, v) => o with { ExactSums = v }, Same, CodeText.Flag),
        new TrainingOption<bool>(
            nameof(NeuralNetworkOptions.RowsAreSharded), o => o.RowsAreSharded, (o, v) => o with { RowsAreSharded = v }, Free,
            CodeText.Flag),
        new TrainingOption<Ranks>(nameof(NeuralNetworkOptions.Ranks), o => o.Ranks, (o, v) => o with { Ranks = v }, Free),
        new TrainingOption<CancellationToken>(
            nameof(NeuralNetworkOptions.CancellationToken), o => o.CancellationToken, (o, v) => o with { CancellationToken = v }, Free)
            { Experiments = Adapted },
    ];

    /// <summary>The options of a short trial fit, without what such a fit leaves out.</summary>
    public static NeuralNetworkOptions ForTrial(NeuralNetworkOptions options) => Without(options, option => option.IsDroppedByTrials);

    /// <summary>The options of one of several fits, without what is for one fit alone.</summary>
    public static NeuralNetworkOptions ForOneOfSeveral(NeuralNetworkOptions options) =>
        Without(options, option => option.Experiments == OneFit);

    /// <summary>The options that decide the weights and are not the default, with their values as text.</summary>
    public static IReadOnlyDictionary<string, string> Deciding(NeuralNetworkOptions options) =>
        All.Where(option => option.Resume == Same && option.IsSet(options))
        .ToDictionary(option => option.Name, option => option.Text(options));

    /// <summary>
    /// The options that have to be the same on all ranks that train together, with their values as text: all but the seed, on which rank 0
    /// decides, and what serves one rank alone.
    /// </summary>
    public static IEnumerable<(string Name, string Text)> OfAllRanks(NeuralNetworkOptions options) =>
        from option in All
        where !s_ofOneRank.Contains(option.Name)
        select (option.Name, option.Text(options));

    /// <summary>An option's value among those that <see cref="Deciding"/> gives: that, or the default.</summary>
    public static string Show(IReadOnlyDictionary<string, string> deciding, string name) =>
        deciding.GetValueOrDefault(name) ?? All.FirstOrDefault(option => option.Name == name)?.Text(new NeuralNetworkOptions()) ?? NotSet;

    private static readonly HashSet<string> s_ofOneRank =
    [
        nameof(NeuralNetworkOptions.Seed), nameof(NeuralNetworkOptions.CheckpointPath), nameof(NeuralNetworkOptions.ResumeFrom),
        nameof(NeuralNetworkOptions.Progress), nameof(NeuralNetworkOptions.Logs), nameof(NeuralNetworkOptions.BatchProgress),
        nameof(NeuralNetworkOptions.FrozenProgress), nameof(NeuralNetworkOptions.TimeLimit), nameof(NeuralNetworkOptions.Ranks),
        nameof(NeuralNetworkOptions.CancellationToken), nameof(NeuralNetworkOptions.StopToken), nameof(NeuralNetworkOptions.EpochModel),
    ];

    private static NeuralNetworkOptions Without(NeuralNetworkOptions options, Func<TrainingOption, bool> isDropped) =>
        All.Where(isDropped).Aggregate(options, (rest, option) => option.WithDefault(rest));
}
