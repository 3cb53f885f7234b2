using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux;
using MLFlux.Samples;
using Multilabel;
using static MLFlux.Activation;
using static MLFlux.Layers;

var commandLine = new CommandLine(
    "Tells what a made song is good for: to dance, to work, to sleep, any of them at once, or none.", "nothing: the songs are made",
    epochs: 40, batchSize: 32, learningRate: 0.01);
return await commandLine.RunAsync(args, Train);

static void Train(Settings settings, CancellationToken cancellation)
{
    var ml = new MLContext(settings.Seed);
    DataOperationsCatalog.TrainTestData songs = ml.Data.TrainTestSplit(ml.Data.LoadFromEnumerable(Song.Make(2_000, settings.Seed)), 0.25);

    // Three columns become one label; the slots of the predictions are called as the columns.
    var pipeline = ml.Transforms.Concatenate("Label", nameof(Song.Dance), nameof(Song.Work), nameof(Song.Sleep))
        .Append(ml.MultilabelClassification.Trainers.NeuralNetwork(Chain(Dense(24, Relu), Output()), new NeuralNetworkOptions
        {
            Optimizer = Optimizers.Adam(settings.LearningRate),
            BatchSize = settings.BatchSize,
            Epochs = settings.Epochs,
            ValidationFraction = 0.2,
            DecisionThreshold = DecisionThreshold.F1,
            CancellationToken = cancellation,
        }));
    var model = pipeline.Fit(songs.TrainSet);

    MultilabelClassificationMetrics metrics = ml.MultilabelClassification.Evaluate(model.Transform(songs.TestSet));
    Console.WriteLine($"micro F1 {metrics.MicroF1:0.000}, macro F1 {metrics.MacroF1:0.000}, Hamming loss {metrics.HammingLoss:0.000}, "
        + $"all labels right in {metrics.ExactMatch:0.0 %} of the songs");
    foreach (LabelMetrics label in metrics.Labels)
        Console.WriteLine($"{label.Label,-6} F1 {label.F1:0.000}, average precision {label.AveragePrecision:0.000}");

    PredictionEngine<Song, SongUse> engine = ml.Model.CreatePredictionEngine<Song, SongUse>(model);
    SongUse use = engine.Predict(new Song { Features = [0.9f, 0.8f, 0.1f] });
    Console.WriteLine($"A fast, loud song without words: {string.Join(", ", use.Probability.Select(chance => $"{chance:0 %}"))}.");
}
