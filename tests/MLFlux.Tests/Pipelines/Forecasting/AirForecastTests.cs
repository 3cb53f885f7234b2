using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Pipelines.Forecasting;

/// <summary>
/// The first hours ahead went by yesterday's, since the last hours were only seen through what a whole week comes to: the temperature an
/// hour ahead was off by more than the temperature now.
/// </summary>
[TestClass]
public sealed class AirForecastTests(TestContext context)
{
    private const int Day = 24, Week = 168;
    private const float Missing = -200;

    private static readonly string[] s_columns = ["CO(GT)", "C6H6(GT)", "NOx(GT)", "T"];

    [TestMethod]
    public void A_citys_air_of_the_next_day_is_foretold_better_than_by_yesterdays()
    {
        string path = SharedData.PathOf("series", "air-quality.csv");
        var ml = new MLContext(seed: 1);
        IDataView readings = ml.Data.LoadFromEnumerable(Read(path));
        var options = new SequenceWindowOptions
        {
            TimeColumnName = nameof(Reading.Time), ValueColumnNames = s_columns, MissingValue = Missing, History = Week, Horizon = Day,
        };

        IDataView past = ml.Data.TrainTestSplit(readings, Splits.InTimeOrder(nameof(Reading.Time))).TrainSet;
        using TransformerChain<ITransformer> model = ml.Pipelines().Forecast(options, season: Day).Fit(past);
        IDataView held = ml.Data.TrainTestSplit(
            model.Transform(readings), Splits.ByTime(nameof(Reading.Time), TimeSpan.FromHours(Day))).TestSet;

        IReadOnlyList<ForecastFigures> ours = ml.Forecasting.Evaluate(held, options, byStep: true);
        IReadOnlyList<ForecastFigures> yesterday = ml.Forecasting.EvaluateSeasonalNaive(held, options, Day, byStep: true);
        foreach ((string column, double most) in s_columns.Zip([0.82, 0.8, 0.83, 0.87]))
        {
            double[] errors = Errors(ours, column), naive = Errors(yesterday, column);
            context.WriteLine(
                $"{column}: {errors.Average() / naive.Average():0.000} of yesterday's; by hour "
                + string.Join(" ", errors.Zip(naive, (error, other) => $"{error / other:0.00}")));
            Assert.IsLessThan(most * naive.Average(), errors.Average(), column);
        }

        Assert.IsLessThan(0.5 * Errors(yesterday, "T")[0], Errors(ours, "T")[0], "T an hour ahead");
    }

    private static double[] Errors(IReadOnlyList<ForecastFigures> figures, string column) =>
        [.. figures.Where(one => one.Column == column).Select(one => one.MeanAbsoluteError)];

    private static Reading[] Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        string[] header = lines[0].Split(',');
        int[] places = [.. s_columns.Select(column => Array.IndexOf(header, column))];
        return [.. lines.Skip(1).Select(line => line.Split(',')).Select(fields =>
        {
            float[] values = [.. places.Select(place => float.Parse(fields[place], CultureInfo.InvariantCulture))];
            return new Reading
            {
                Time = DateTime.Parse($"{fields[0]} {fields[1]}", CultureInfo.InvariantCulture),
                CarbonMonoxide = values[0], Benzene = values[1], NitrogenOxides = values[2], Temperature = values[3],
            };
        })];
    }

    private sealed class Reading
    {
        public DateTime Time { get; set; }

        [ColumnName("CO(GT)")]
        public float CarbonMonoxide { get; set; }

        [ColumnName("C6H6(GT)")]
        public float Benzene { get; set; }

        [ColumnName("NOx(GT)")]
        public float NitrogenOxides { get; set; }

        [ColumnName("T")]
        public float Temperature { get; set; }
    }
}
