using IrisFlowers;
using Microsoft.ML;
using MLFlux;
using MLFlux.Samples;
using static MLFlux.Activation;
using static MLFlux.Layers;

var commandLine = new CommandLine(
    "Tells three kinds of iris apart, five times over, each time by a network that has not seen a fifth of the flowers.",
    "iris.tsv", epochs: 30, batchSize: 16, learningRate: 0.03);
return await commandLine.RunAsync(args, CrossValidate);

static void CrossValidate(Settings settings, CancellationToken cancellation)
{
    var ml = new MLContext(settings.Seed);
    IDataView flowers = Flowers.Load(ml, settings);

    var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
        .Append(ml.Transforms.NormalizeMeanVariance("Features", useCdf: false))
        .Append(ml.MulticlassClassification.Trainers.NeuralNetwork(Chain(Dense(16, Tanh), Output(), Softmax()), new NeuralNetworkOptions
        {
            Optimizer = Optimizers.Adam(settings.LearningRate),
            BatchSize = settings.BatchSize,
            Epochs = settings.Epochs,
            CancellationToken = cancellation,
        }));

    var folds = ml.MulticlassClassification.CrossValidate(flowers, pipeline, numberOfFolds: 5);
    foreach (var fold in folds)
        Console.WriteLine($"fold {fold.Fold + 1}: accuracy {fold.Metrics.MicroAccuracy:0.0000}, log-loss {fold.Metrics.LogLoss:0.0000}");

    Console.WriteLine();
    Console.WriteLine($"mean accuracy: {folds.Average(fold => fold.Metrics.MicroAccuracy):0.0000}");
}
