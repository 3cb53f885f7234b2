using System.Reflection;
using MLFlux.Tests.Support;
using MLFlux.Training;

namespace MLFlux.Tests.Training;

/// <summary>Options of which none is the default.</summary>
internal static class UnusualOptions
{
    /// <summary>The network that the initial weights fit.</summary>
    public static Layer Network => Layers.Chain(Layers.Dense(4, Activation.Relu), Layers.Output());

    public static NeuralNetworkOptions All { get; } = new()
    {
        LabelColumnName = "Class",
        FeatureColumnName = "Sizes",
        ExampleWeightColumnName = "Weight",
        RowGroupColumnName = "Query",
        LabelGains = [0, 1.5, 4],
        ClassWeights = ClassWeights.Of(("ash \"tree\"", 2), (3, 0.5)),
        Optimizer = Optimizers.Sgd(0.02, momentum: 0.5),
        Schedule = Schedules.WarmUp(5, Schedules.Cosine(byBatch: true)),
        Loss = Losses.Focal(),
        Heads = [new HeadOptions("Class") { Weight = 2 }],
        BatchSize = 7,
        Epochs = 3,
        ValidationFraction = 0.3,
        BaggedFolds = 3,
        BaggedCandidates = [new BaggedCandidate(Network) { LearningRate = 0.25, Epochs = 2 }],
        EarlyStopping = new EarlyStopping(2, 1e-6),
        TemperatureScaling = false,
        DecisionThreshold = DecisionThreshold.Costs(1, 2.5),
        MemoryBudget = 9_000_000_000,
        Augmentation = [Augmentations.Mixup(0.3)],
        AugmentedVariants = 2,
        ScoringViews = new ScoringViews(mirrored: false, shift: 2, column: "Photo"),
        Seed = -4,
        InitialWeights = PretrainedWeights.FromModel(Fits.Multiclass(Network, new NeuralNetworkOptions(), Examples.Make(9)).Model),
        KeepOptimizerState = false,
        GradientClipping = GradientClipping.ByValue(0.25),
        AccumulatedBatches = 2,
        WeightAverageDecay = 0.875,
        FrozenLayers = ["0", new FrozenLayer("1.bias", 2)],
        LayerRates = [new LayerRate("0", 0.5)],
        FineTuning = new FineTuning("0", headEpochs: 2, bodyRate: 0.3),
        TimeLimit = TimeSpan.FromMilliseconds(90_500),
        DryRun = true,
        RecordEvery = 3,
        CheckGradients = true,
        CheckpointPath = "C:\\fits\\one",
        CheckpointEvery = 2,
        ResumeFrom = "C:\\fits\\none",
        Progress = _ => { },
        Logs = [(_, _) => { }],
        BatchProgress = _ => { },
        FrozenProgress = _ => { },
        EpochEnd = (_, _) => { },
        BatchEnd = (_, _) => { },
        OneBatch = true,
        ExactSums = true,
        RowsAreSharded = true,
        Ranks = new LoneRank(),
        CancellationToken = new CancellationToken(canceled: true),
        EpochModel = (_, _) => { },
        StopToken = new CancellationToken(canceled: true),
    };

    /// <summary>Other options, with an unusual value in place of one, such as a fit of three classes takes.</summary>
    public static NeuralNetworkOptions Change(NeuralNetworkOptions options, string name)
    {
        NeuralNetworkOptions changed = options with { };
        PropertyInfo property = typeof(NeuralNetworkOptions).GetProperty(name,
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!;
        property.SetValue(changed, name switch
        {
            nameof(NeuralNetworkOptions.ClassWeights) => ClassWeights.Balanced,
            nameof(NeuralNetworkOptions.FrozenLayers) => new FrozenLayer[] { "0" },
            nameof(NeuralNetworkOptions.Schedule) => Schedules.Step(1, 0.5),
            _ => property.GetValue(All),
        });
        return changed;
    }
}
