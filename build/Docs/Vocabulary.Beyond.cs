namespace MLFlux.Docs;

/// <content>What Flux has no name for.</content>
internal static partial class Vocabulary
{
    private static IReadOnlyList<(string Family, string Note, IReadOnlyList<VocabularyRow> Rows)> Beyond =>
    [
        ("Layers beyond Flux", "",
        [
            new("piecewise-linear embeddings of numbers", "PiecewiseLinear(bins)", "Layers.PiecewiseLinear", "PreparationTests"),
            new("periodic embeddings of numbers", "Periodic(frequencies)", "Layers.Periodic", "LayerContractTests"),
            new("a packed ensemble that shares weights (TabM)", "Members(16, network)", "Layers.Members", "MembersTests"),
            new("random signs as first weights", "RandomSigns", "Initializers.RandomSigns", "InitializerContractTests"),
            new("a learning rate of its own for a learned scale", "Scale(rate: 6)", "Layers.Scale", "RateFactorTests"),
            new("weights that whiten what a layer takes", "Whitening()", "Initializers.Whitening", "WhiteningTests"),
            new("channels on the scale of the training rows (Keras: `Normalization`)", "Standardize()", "Layers.Standardize",
                "StandardizeTests"),
            new("the mean of several views at scoring (test-time augmentation)", "ScoringViews = new ScoringViews(shift: 1)",
                "NeuralNetworkOptions.ScoringViews", "ScoringViewsTests"),
            new("images that are mirrored in every other epoch", "HorizontalFlip(alternating: true)", "Augmentations.HorizontalFlip",
                "AlternatingFlipTests"),
            new("RealMLP's schedule", "Schedules.CosineLog4()", "Schedules.CosineLog4", "ScheduleContractTests"),
            new("networks side by side, and their mean", "Ensemble(deep, wide)", "Layers.Ensemble", "BaggedFoldsTests"),
            new("entity embeddings of one-hot columns", "EntityEmbedding()", "Layers.EntityEmbedding", "NetworkPipelineTests"),
            new("a vector for unknown users and items, trained by dropping ids", "Embedding(users + 1, 8, unknown: 0.05)",
                "EmbeddingLayer.Unknown", "UnknownKeysTests"),
            new("several columns, a branch for each", "Inputs((\"Photo\", ...), (\"Table\", ...))", "Layers.Inputs", "InputsTrainingTests"),
            new("several labels, a head for each", "Outputs((\"Price\", ...), (\"Sold\", ...))", "Layers.Outputs", "OutputsTrainingTests"),
            new("as wide as the label asks", "Output()", "Layers.Output", "NetworkShapeTests"),
            new("an activation by itself", "Activate(Relu)", "Layers.Activate", "LayerContractTests"),
            new("`reshape`", "Reshape(1, 28, 28)", "Layers.Reshape", "LayerContractTests"),
            new("`permutedims`", "Permute(2, 0, 1)", "Layers.Permute", "LayerContractTests"),
            new("sinusoidal positions", "PositionalEncoding()", "Layers.PositionalEncoding", "LayerContractTests"),
            new("your own TorchSharp module (Flux: `@layer`)", "record MyLayer : ModuleLayer", "ModuleLayer", "ModuleLayerTests"),
        ]),
        ("From skorch, Keras and Lightning", "What their users rely on.",
        [
            new(
                "a seeded, stratified validation split",
                "ValidationFraction = 0.1, Seed = 1",
                "NeuralNetworkOptions.ValidationFraction",
                "RowSplitTests"),
            new("history of every epoch, typed", "transformer.Model.History.Epochs", "TrainingHistory.Epochs", "TrainingHistoryTests"),
            new("best epoch restored", "with any validation set", "TrainingHistory.BestEpoch", "BestEpochTests"),
            new("exact resume", "trainer.Fit(data, transformer.Model)", "NeuralNetworkTrainer.Fit", "ContinuingTests"),
            new("an interrupted run is known for one", "history.Ended", "TrainingEnd", "TrainingHistoryTests"),
            new("class weights", "ClassWeights = ClassWeights.Balanced", "ClassWeights", "ClassWeightsTests"),
            new(
                "sample weights",
                "ExampleWeightColumnName = \"Weight\"",
                "NeuralNetworkOptions.ExampleWeightColumnName",
                "TrainingRowsTests"),
            new("the range of a number", "Losses.Quantile(0.05, 0.5, 0.95)", "Losses.Quantile", "QuantileTests"),
            new("numbers with heavy tails", "Losses.RobustQuasiLikelihood()", "Losses.RobustQuasiLikelihood", "HeavyTailTests"),
            new("an exponential of both signs", "Sinh", "Activation.Sinh", "ActivationContractTests"),
            new("rows in order within groups, pairs", "Losses.LambdaRank()", "Losses.LambdaRank", "GroupLossTests"),
            new("rows in order within groups, whole lists", "Losses.ListwiseSoftmax()", "Losses.ListwiseSoftmax", "GroupLossTests"),
            new(
                "averaged weights",
                "WeightAverageDecay = 0.999",
                "NeuralNetworkOptions.WeightAverageDecay",
                "WeightAverageTests"),
            new("progress", "Progress = report => ..., BatchProgress = ...", "NeuralNetworkOptions.BatchProgress", "TrainingControlTests"),
            new("a CSV log", "options.LogTo(new CsvLog(\"run.csv\"))", "CsvLog", "TrainingLogTests"),
            new("a TensorBoard log", "options.LogTo(new TensorBoardLog(\"runs/1\"))", "TensorBoardLog", "TrainingLogTests"),
            new(
                "the learning-rate finder's curve",
                "Plot.LearningRates(trainer.FindLearningRate(data))",
                "Plot.LearningRates",
                "PlotTests"),
            new("the learning curve", "Plot.LearningCurve(transformer.Model.History)", "Plot.LearningCurve", "PlotTests"),
            new("a summary table", "network.Summary(shape)", "Layer.Summary", "NetworkSummaryTests"),
            new(
                "gradient clipping, schedules, freezing, a time limit, a dry run",
                "see Training",
                "NeuralNetworkOptions.TimeLimit",
                "TrainingControlTests"),
        ]),
    ];
}
