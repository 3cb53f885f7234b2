using System.Globalization;
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
    private const float Missing = -200;
    private const double Tried = 0.2, MostOfNaive = 0.8, MostOfTheirs = 1;

    private static readonly string[] s_columns = ["CO(GT)", "C6H6(GT)", "NOx(GT)", "T"];

    public static IEnumerable<TaskOutcome> Run(string folder)
    {
        var ml = new MLContext(seed: 1);
        Reading[] all = Read(Path.Combine(folder, "series", "air-quality.csv"));
        IDataView rows = ml.Data.LoadFromEnumerable(all);
        var options = new SequenceWindowOptions
        {
            TimeColumnName = nameof(Reading.Time), ValueColumnNames = s_columns, MissingValue = Missing, History = Week, Horizon = Day,
        };
        BacktestFold ours = ml.Forecasting.Backtest(rows, ml.Pipelines().Forecast(options, Day), options, folds: 1, testFraction: Tried)[0];
        for (int column = 0; column < s_columns.Length; column++)
        {
            double error = ours.Figures[column].MeanAbsoluteError;
            double yesterday = Naive(all, ours.From, column, Day), lastWeek = Naive(all, ours.From, column, Week);
            double naive = Math.Min(yesterday, lastWeek);
            yield return new(
                $"air, 24 hours ahead, {s_columns[column]}: MAE", $"{error:0.000}", $"lag 24: {yesterday:0.000}, lag 168: {lastWeek:0.000}",
                $"≤ {MostOfNaive}×", error <= MostOfNaive * naive);
        }

        // Ninety-six models of 1,352 features each: some ten minutes.
        IReadOnlyList<ForecastFigures> theirs = LightGbm(ml, rows, options, ours.From);
        for (int column = 0; column < s_columns.Length; column++)
        {
            double error = ours.Figures[column].MeanAbsoluteError, other = theirs[column].MeanAbsoluteError;
            yield return new(
                $"air, 24 hours ahead, {s_columns[column]}: MAE", $"{error:0.000}", $"LightGbm {other:0.000}", $"≤ {MostOfTheirs}×",
                error <= MostOfTheirs * other);
        }
    }

    /// <summary>LightGbm on the windows that end in the same time, which learned from those whose future is before it.</summary>
    private static IReadOnlyList<ForecastFigures> LightGbm(
        MLContext ml, IDataView rows, SequenceWindowOptions options, DateTime from)
    {
        var features = ml.Transforms.DateParts("Calendar", options.TimeColumnName)
            .Append(ml.Transforms.Concatenate("Features", options.HistoryColumnName, "Calendar"));
        return ml.EvaluateLightGbm(TriedWindows.From(ml, rows, options, from), features, options);
    }

    /// <summary>The mean difference from so many hours ago, of the hours from a time on at which both are known.</summary>
    private static double Naive(Reading[] all, DateTime from, int column, int lag) => Enumerable.Range(0, all.Length)
        .Where(hour => all[hour].Time >= from && all[hour].Values[column] != Missing && all[hour - lag].Values[column] != Missing)
        .Average(hour => Math.Abs((double)all[hour].Values[column] - all[hour - lag].Values[column]));

    private static Reading[] Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        string[] header = lines[0].Split(',');
        int[] places = [.. s_columns.Select(column => Array.IndexOf(header, column))];
        return [.. lines.Skip(1).Select(line => line.Split(',')).Select(fields => new Reading
        {
            Time = DateTime.Parse($"{fields[0]} {fields[1]}", CultureInfo.InvariantCulture),
            Values = [.. places.Select(place => float.Parse(fields[place], CultureInfo.InvariantCulture))],
        })];
    }

    private sealed class Reading
    {
        public DateTime Time { get; set; }

        [NoColumn]
        public float[] Values { get; set; } = [];

        [ColumnName("CO(GT)")]
        public float CarbonMonoxide => Values[0];

        [ColumnName("C6H6(GT)")]
        public float Benzene => Values[1];

        [ColumnName("NOx(GT)")]
        public float NitrogenOxides => Values[2];

        [ColumnName("T")]
        public float Temperature => Values[3];
    }
}
