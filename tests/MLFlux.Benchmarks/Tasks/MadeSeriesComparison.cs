using Microsoft.ML;

namespace MLFlux.Benchmarks.Tasks;

/// <summary>
/// Made series of three shops with a day's and a week's rhythm around a level that wanders, the last fifth of which is foretold a day
/// ahead: the ready forecast against the better of yesterday's and last week's hour.
/// </summary>
internal static class MadeSeriesComparison
{
    private const int Day = 24, Week = 168, Hours = 24 * 150;
    private const double MostOfNaive = 0.8;

    /// <param name="folder">Not read: the series are made.</param>
    public static IEnumerable<TaskOutcome> Run(string folder)
    {
        var ml = new MLContext(seed: 1);
        IDataView rows = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 3).SelectMany(Make).ToList());
        var options = new SequenceWindowOptions
        {
            TimeColumnName = nameof(Sale.Time), SeriesColumnName = nameof(Sale.Shop), ValueColumnNames = [nameof(Sale.Sold)],
            History = Week, Horizon = Day,
        };
        BacktestFold fold = ml.Forecasting.Backtest(rows, ml.Pipelines().Forecast(options, Day), options, folds: 1)[0];
        IDataView tried = TriedWindows.From(ml, rows, options, fold.From).TestSet;
        double ours = fold.Figures[0].MeanAbsoluteError, yesterday = Naive(Day), lastWeek = Naive(Week);
        yield return new(
            "made series, 24 hours ahead: MAE", $"{ours:0.000}", $"lag 24: {yesterday:0.000}, lag 168: {lastWeek:0.000}",
            $"≤ {MostOfNaive}×", ours <= MostOfNaive * Math.Min(yesterday, lastWeek));

        double Naive(int season) => ml.Forecasting.EvaluateSeasonalNaive(tried, options, season)[0].MeanAbsoluteError;
    }

    private static IEnumerable<Sale> Make(int shop)
    {
        var random = new Random(shop + 1);
        double level = 1;
        for (int hour = 0; hour < Hours; hour++)
        {
            level = 1 + (0.995 * (level - 1)) + (0.04 * (random.NextDouble() - 0.5));
            DateTime time = new DateTime(2024, 1, 1).AddHours(hour);
            double day = 1 + (0.6 * Math.Sin(2 * Math.PI * (time.Hour - 9 + shop) / Day));
            double week = time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.5 : 1;
            double noise = 1 + (0.2 * (random.NextDouble() - 0.5));
            yield return new Sale { Shop = $"shop {shop}", Time = time, Sold = (float)(100 * (shop + 1) * level * day * week * noise) };
        }
    }

    private sealed class Sale
    {
        public string Shop { get; set; } = "";

        public DateTime Time { get; set; }

        public float Sold { get; set; }
    }
}
