using Forecasts;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux;
using MLFlux.Samples;

const int Day = 24, Week = 168;
var commandLine = new CommandLine(
    "Foretells the air of the next day, hour by hour, from the week before: a network beside the same hour of yesterday and of last week "
    + "and, with --data, beside LightGbm on the same windows.",
    "air-quality.csv", epochs: 8, batchSize: 128, learningRate: 1e-3);
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

    // All steps are learned by one rule, from windows relative to themselves. The last fifth of the time is held out.
    IDataView past = ml.Data.TrainTestSplit(readings, Splits.InTimeOrder("Time")).TrainSet;
    TransformerChain<ITransformer> model = ml.Pipelines().Forecast(options, Day, new NeuralNetworkOptions
    {
        Loss = Losses.MeanAbsoluteError(),
        Optimizer = Optimizers.AdamW(settings.LearningRate, weightDecay: 0.05),
        Schedule = Schedules.Cosine(byBatch: true),
        BatchSize = settings.BatchSize,
        Epochs = settings.Epochs,
        CancellationToken = cancellation,
    }).Fit(past);
    HeldOutSplit split = ml.Data.TrainTestSplit(model.Transform(readings), Splits.ByTime("Time", gap: TimeSpan.FromHours(Day)));
    Console.WriteLine(FormattableString.Invariant($"{split.TrainRows:N0} windows before those held out, which are {split.TestRows:N0}\n"));

    var forecasts = new List<(string, IReadOnlyList<ForecastFigures>)>
    {
        ("yesterday", ml.Forecasting.EvaluateSeasonalNaive(split.TestSet, options, Day)),
        ("last week", ml.Forecasting.EvaluateSeasonalNaive(split.TestSet, options, Week)),
        ("network", ml.Forecasting.Evaluate(split.TestSet, options)),
    };
    if (settings.Data is not null)
    {
        // Some minutes: a model for each hour of each column.
        var features = ml.Transforms.DateParts("Calendar", "Time").Append(ml.Transforms.Concatenate("Features", "History", "Calendar"));
        forecasts.Add(("LightGbm", ml.EvaluateLightGbm(split, features, options, cancellation: cancellation)));
    }

    Table.Write(forecasts);

    // The file needs none of this code: the rows so far are enough.
    Console.WriteLine("\nThe next hours:");
    foreach (ForecastValue value in ml.Forecasting.Forecast(model, readings, horizon: 3))
        Console.WriteLine(FormattableString.Invariant($"{value.Time:yyyy-MM-dd HH:mm}  {value.Column,-9} {value.Value,8:0.0}"));
}
