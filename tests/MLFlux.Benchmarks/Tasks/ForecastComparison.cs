using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Benchmarks.Tasks;

/// <summary>
/// A city's air of the next day at every hour of the last fifth of a year: the ready forecast, against the better of yesterday's and last
/// week's hour, and against LightGbm, a model for each hour ahead, on the same windows.
/// </summary>
internal static class ForecastComparison
{
    private const int Day = 24, Week = 168;
    private const double Tried = 0.2, MostOfNaive = 0.8, MostOfTheirs = 1;

    /// <summary>Of the folder that was asked for last: four comparisons with LightGbm are of the same forecast.</summary>
    private static (string Folder, AirReading[] All, BacktestFold Fold)? s_forecast;

    private static SequenceWindowOptions Options => new()
    {
        TimeColumnName = nameof(AirReading.Time), ValueColumnNames = AirReading.Columns, MissingValue = AirReading.Missing, History = Week,
        Horizon = Day,
    };

    /// <param name="folder">The folder of data.</param>
    public static IEnumerable<TaskOutcome> Run(string folder)
    {
        (AirReading[] all, BacktestFold ours) = Forecast(folder);
        for (int column = 0; column < AirReading.Columns.Length; column++)
        {
            double error = ours.Figures[column].MeanAbsoluteError;
            double yesterday = Naive(all, ours.From, column, Day), lastWeek = Naive(all, ours.From, column, Week);
            yield return new(
                Title(column), $"{error:0.000}", $"lag 24: {yesterday:0.000}, lag 168: {lastWeek:0.000}", $"≤ {MostOfNaive}×",
                error <= MostOfNaive * Math.Min(yesterday, lastWeek));
        }
    }

    /// <summary>Of one column: 24 models of 1,352 features each, some minutes.</summary>
    /// <param name="folder">The folder of data.</param>
    /// <param name="column">The column.</param>
    public static IEnumerable<TaskOutcome> RunLightGbm(string folder, int column)
    {
        (AirReading[] all, BacktestFold ours) = Forecast(folder);
        var ml = new MLContext(seed: 1);
        SequenceWindowOptions options = Options with { TargetColumnNames = [AirReading.Columns[column]] };
        var features = ml.Transforms.DateParts("Calendar", options.TimeColumnName)
            .Append(ml.Transforms.Concatenate("Features", options.HistoryColumnName, "Calendar"));
        HeldOutSplit windows = TriedWindows.From(ml, ml.Data.LoadFromEnumerable(all), options, ours.From);
        double error = ours.Figures[column].MeanAbsoluteError;
        double other = ml.EvaluateLightGbm(windows, features, options)[0].MeanAbsoluteError;
        yield return new(
            Title(column), $"{error:0.000}", $"LightGbm {other:0.000}", $"≤ {MostOfTheirs}×", error <= MostOfTheirs * other);
    }

    private static string Title(int column) => $"air, 24 hours ahead, {AirReading.Columns[column]}: MAE";

    private static (AirReading[] All, BacktestFold Ours) Forecast(string folder)
    {
        if (s_forecast?.Folder != folder)
        {
            var ml = new MLContext(seed: 1);
            AirReading[] all = AirReading.Read(folder);
            s_forecast = (folder, all, ml.Forecasting.Backtest(
                ml.Data.LoadFromEnumerable(all), ml.Pipelines().Forecast(Options, Day), Options, folds: 1, testFraction: Tried)[0]);
        }

        return (s_forecast.Value.All, s_forecast.Value.Fold);
    }

    /// <summary>The mean difference from so many hours ago, of the hours from a time on at which both are known.</summary>
    private static double Naive(AirReading[] all, DateTime from, int column, int lag) => Enumerable.Range(0, all.Length)
        .Where(hour => all[hour].Time >= from && all[hour].Values[column] != AirReading.Missing
            && all[hour - lag].Values[column] != AirReading.Missing)
        .Average(hour => Math.Abs((double)all[hour].Values[column] - all[hour - lag].Values[column]));
}
