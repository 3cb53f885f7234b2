using Forecasts;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux;
using MLFlux.Samples;
using static MLFlux.Activation;
using static MLFlux.Combine;
using static MLFlux.Layers;

const int Day = 24, Week = 168;
var commandLine = new CommandLine(
    "Foretells the air of the next day, hour by hour, from the week before: a network beside the same hour of yesterday and of last week "
    + "and, with --data, beside LightGbm on the same windows.",
    "air-quality.csv", epochs: 12, batchSize: 128, learningRate: 1e-3);
return await commandLine.RunAsync(args, Compare);

static void Compare(Settings settings, CancellationToken cancellation)
{
    var ml = new MLContext(settings.Seed);
    IDataView readings = ml.Data.LoadFromEnumerable(Readings.Load(settings));
    var options = new SequenceWindowOptions
    {
        TimeColumnName = "Time",
        ValueColumnNames = Readings.Columns,
        MissingValue = Readings.Missing,
        History = Week,
        Horizon = Day,
    };

    // The windows that end in the last fifth of the time are held out. What is learned foretells nothing of it.
    IDataView past = ml.Data.TrainTestSplit(readings, Splits.InTimeOrder("Time")).TrainSet;
    SequenceWindowTransformer windows = ml.Transforms.SequenceWindows(options).Fit(past);
    HeldOutSplit split = ml.Data.TrainTestSplit(windows.Transform(readings), Splits.ByTime("Time", gap: TimeSpan.FromHours(Day)));
    Console.WriteLine(FormattableString.Invariant($"{split.TrainRows:N0} windows to train on, {split.TestRows:N0} held out\n"));

    var features = ml.Transforms.DateParts("Calendar", "Time")
        .Append(ml.Transforms.NormalizeMeanVariance("History", fixZero: false))
        .Append(ml.Transforms.NormalizeMeanVariance("Calendar", fixZero: false))
        .Append(ml.Transforms.Concatenate("Features", "History", "Calendar"));

    // A line from the week to the day, and what bends it.
    int width = Readings.Columns.Length * Day;
    var network = Parallel(Add, Dense(width), Chain(Dense(256, Gelu), Dropout(0.3), Dense(128, Gelu), Dropout(0.3), Dense(width)));
    var trainer = ml.Regression.Trainers.NeuralNetwork(network, new NeuralNetworkOptions
    {
        LabelColumnName = "Future",
        Loss = Losses.MeanAbsoluteError(),
        Optimizer = Optimizers.AdamW(settings.LearningRate),
        Schedule = Schedules.Cosine(byBatch: true),
        BatchSize = settings.BatchSize,
        Epochs = settings.Epochs,
        CancellationToken = cancellation,
    });
    TransformerChain<NeuralNetworkTransformer> trained = features.Append(trainer).Fit(split.TrainSet);

    var forecasts = new List<(string, IReadOnlyList<ForecastFigures>)>
    {
        ("yesterday", ml.Forecasting.EvaluateSeasonalNaive(split.TestSet, options, Day)),
        ("last week", ml.Forecasting.EvaluateSeasonalNaive(split.TestSet, options, Week)),
        ("network", ml.Forecasting.Evaluate(trained.Transform(split.TestSet), options)),
    };
    if (settings.Data is not null)
        forecasts.Add(("LightGbm", ml.EvaluateLightGbm(split, features, options, cancellation: cancellation))); // A minute or two.
    Table.Write(forecasts);

    // The file needs none of this code: the rows so far are enough.
    ITransformer model = windows.Append(trained);
    Console.WriteLine("\nThe next hours:");
    foreach (ForecastValue value in ml.Forecasting.Forecast(model, readings, horizon: 3))
        Console.WriteLine(FormattableString.Invariant($"{value.Time:yyyy-MM-dd HH:mm}  {value.Column,-9} {value.Value,8:0.0}"));
}
