using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux;
using MLFlux.Samples;
using Ranking;
using static MLFlux.Activation;
using static MLFlux.Layers;

var commandLine = new CommandLine(
    "Orders the made hotels that a search finds by how well they suit who searches.", "nothing: the searches are made", epochs: 40,
    batchSize: 128, learningRate: 0.005);
return await commandLine.RunAsync(args, Train);

static void Train(Settings settings, CancellationToken cancellation)
{
    var ml = new MLContext(settings.Seed);
    IDataView train = View(ml, Hotel.Make(300, settings.Seed)), test = View(ml, Hotel.Make(100, settings.Seed + 1));

    using NeuralNetworkTransformer model = ml.Ranking.Trainers.NeuralNetwork(Chain(Dense(32, Gelu), Output()), new NeuralNetworkOptions
    {
        RowGroupColumnName = "GroupId",
        Optimizer = Optimizers.Adam(settings.LearningRate),
        BatchSize = settings.BatchSize,
        Epochs = settings.Epochs,
        CancellationToken = cancellation,
    }).Fit(train);

    RankingMetrics metrics = ml.Ranking.Evaluate(
        model.Transform(test), new RankingEvaluatorOptions { DcgTruncationLevel = 10 }, rowGroupColumnName: "GroupId");
    Console.WriteLine($"NDCG@1 {metrics.NormalizedDiscountedCumulativeGains[0]:0.000}, "
        + $"NDCG@10 {metrics.NormalizedDiscountedCumulativeGains[9]:0.000} on searches that were held out");
}

// The rows of a search stand together, and a key says which search it is.
static IDataView View(MLContext ml, Hotel[] hotels)
{
    IDataView rows = ml.Data.LoadFromEnumerable(hotels);
    return ml.Transforms.Conversion.MapValueToKey("GroupId", nameof(Hotel.Search)).Fit(rows).Transform(rows);
}
