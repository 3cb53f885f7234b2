using CensusIncome;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux;
using MLFlux.Samples;
using static MLFlux.Activation;
using static MLFlux.Layers;

var commandLine = new CommandLine(
    "Tells from a census who earns more than 50,000 dollars a year. Words and numbers become features once, for three trainers alike: so "
    + "the table shows whether a network is worth its time beside LightGbm and a linear model.",
    "adult.csv (UCI Adult, with a header)", epochs: 20, batchSize: 128, learningRate: 0.001);
return await commandLine.RunAsync(args, Compare);

static void Compare(Settings settings, CancellationToken cancellation)
{
    var ml = new MLContext(settings.Seed);
    IDataView people = Census.Load(ml, settings);
    DataOperationsCatalog.TrainTestData split = ml.Data.TrainTestSplit(people, testFraction: 0.2, seed: settings.Seed);

    // The same columns for all trainers. Ages and gains matter by steps rather than in proportion, so each number is given twice:
    // scaled, and as one of up to 128 bins of people.
    InputOutputColumnPair[] words = [.. Census.Words.Select(name => new InputOutputColumnPair(name))];
    InputOutputColumnPair[] numbers = [.. Census.Numbers.Select(name => new InputOutputColumnPair(name))];
    InputOutputColumnPair[] bins = [.. Census.Numbers.Select(name => new InputOutputColumnPair(name + "Bin", name))];
    InputOutputColumnPair[] hotBins = [.. bins.Select(bin => new InputOutputColumnPair(bin.OutputColumnName))];
    var columns = ml.Transforms.NormalizeBinning(bins, maximumBinCount: 128)
        .Append(ml.Transforms.Categorical.OneHotEncoding([.. words, .. hotBins]))
        .Append(ml.Transforms.NormalizeMeanVariance(numbers))
        .Append(ml.Transforms.Concatenate("Features",
            [.. numbers.Concat(hotBins).Concat(words).Select(column => column.OutputColumnName)]));

    var network = Chain(Dense(64, Relu), Dropout(0.3), Dense(32, Relu), Dropout(0.3), Output(Sigmoid));
    var trainers = ml.BinaryClassification.Trainers;

    double[] Evaluate(ITransformer model)
    {
        var metrics = ml.BinaryClassification.EvaluateNonCalibrated(model.Transform(split.TestSet));
        return [metrics.Accuracy, metrics.AreaUnderRocCurve];
    }

    Comparison.WriteHeader("accuracy", "AUC");
    Comparison.Run("LightGbm", columns.Append(trainers.LightGbm()), split.TrainSet, Evaluate);
    Comparison.Run("SdcaLogisticRegression", columns.Append(trainers.SdcaLogisticRegression()), split.TrainSet, Evaluate);

    var options = new NeuralNetworkOptions
    {
        Optimizer = Optimizers.Adam(settings.LearningRate),
        BatchSize = settings.BatchSize,
        Epochs = settings.Epochs,
        ValidationFraction = 0.1,
        EarlyStopping = new EarlyStopping(patience: 4),
        CancellationToken = cancellation,
    };
    IReadOnlyList<string> reasons = [];
    double[] heldOut = Comparison.Run("NeuralNetwork", columns.Append(trainers.NeuralNetwork(network, options)), split.TrainSet, model =>
    {
        reasons = Reasons.Of(ml, model, split.TestSet, count: 5);
        return Evaluate(model);
    });

    // The same network with one line more: it learns a short vector for each word and each bin, in place of the one-hot slots.
    var embedded = Chain(EntityEmbedding(), Dense(64, Relu), Dropout(0.3), Dense(32, Relu), Dropout(0.3), Output(Sigmoid));
    Comparison.Run("the same, embeddings", columns.Append(trainers.NeuralNetwork(embedded, options)), split.TrainSet, Evaluate);

    Console.WriteLine("\nFive people held out: how likely they earn much, and what adds to the score of the mean person or takes from it");
    foreach (string line in reasons)
        Console.WriteLine(line);

    Console.WriteLine();
    Console.WriteLine($"held-out accuracy: {heldOut[0]:0.0000}");
    Console.WriteLine($"held-out AUC: {heldOut[1]:0.0000}");
}
