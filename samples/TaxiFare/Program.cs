using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux;
using MLFlux.Samples;
using TaxiFare;
using static MLFlux.Activation;
using static MLFlux.Layers;

var commandLine = new CommandLine(
    "Tells the fare of a taxi ride. The network and ML.NET's FastTree get the same columns: so the table shows which of them is nearer to "
    + "the meter.",
    "taxi-fare-train.csv and taxi-fare-test.csv", epochs: 15, batchSize: 512, learningRate: 0.003);
return await commandLine.RunAsync(args, Compare);

static void Compare(Settings settings, CancellationToken cancellation)
{
    var ml = new MLContext(settings.Seed);
    (IDataView train, IDataView heldOut) = Trips.Load(ml, settings);

    // The same columns for both trainers. A few rides take hours: the logarithm keeps them from squeezing all others together.
    var columns = ml.Transforms.Categorical.OneHotEncoding([.. Trips.Words.Select(name => new InputOutputColumnPair(name))])
        .Append(ml.Transforms.NormalizeMeanVariance([.. Trips.Numbers.Select(name => new InputOutputColumnPair(name))]))
        .Append(ml.Transforms.Concatenate("Features", [.. Trips.Numbers, .. Trips.Words]));

    var network = Chain(Dense(64, Relu), Dense(64, Relu), Output());

    double[] Evaluate(ITransformer model)
    {
        var metrics = ml.Regression.Evaluate(model.Transform(heldOut));
        return [metrics.RSquared, metrics.MeanAbsoluteError];
    }

    Comparison.WriteHeader("R2", "MAE, $");
    Comparison.Run("FastTree", columns.Append(ml.Regression.Trainers.FastTree()), train, Evaluate);
    var options = new NeuralNetworkOptions
    {
        Optimizer = Optimizers.Adam(settings.LearningRate),
        BatchSize = settings.BatchSize,
        Epochs = settings.Epochs,
        ValidationFraction = 0.1,
        CancellationToken = cancellation,
    };
    double[] figures = Comparison.Run(
        "NeuralNetwork", columns.Append(ml.Regression.Trainers.NeuralNetwork(network, options)), train, Evaluate);

    // How sure is it? By another loss the same network gives a range for each ride, which is made to hold on the rows that validate.
    IEnumerable<IntervalMetrics> ranges = [];
    Comparison.Run(
        "the same, by quantiles",
        columns.Append(ml.Regression.Trainers.NeuralNetwork(network, options with { Loss = Losses.Quantile(0.05, 0.5, 0.95) })), train,
        model =>
        {
            ranges = ml.Regression.EvaluateIntervals(model.Transform(heldOut));
            return Evaluate(model);
        });
    foreach (IntervalMetrics range in ranges)
    {
        Console.WriteLine(
            $"\n{range.Expected:0 %} of fares should lie in their ranges, {range.Coverage:0.0 %} of those held out do; a range is "
            + $"{range.MeanWidth:0.00} $ wide on average");
    }

    Console.WriteLine();
    Console.WriteLine($"held-out R2: {figures[0]:0.0000}");
}
