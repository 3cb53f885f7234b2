using Microsoft.ML;
using Microsoft.ML.Data;
using static MLFlux.Layers;

namespace MLFlux.Tests.Pipelines.Forecasting;

/// <summary>There was no forecast: not of several series, not from a saved model, and nothing to hold one against.</summary>
[TestClass]
public sealed class ForecastTests
{
    private static readonly DateTime s_start = new(2024, 1, 1);
    private static readonly SequenceWindowOptions s_options = new()
    {
        TimeColumnName = "Hour", SeriesColumnName = "Shop", ValueColumnNames = ["Sold"], History = 48, Horizon = 24,
    };

    [TestMethod]
    public void A_saved_model_foretells_what_comes_after_the_end_of_each_series()
    {
        var ml = new MLContext(seed: 1);
        IDataView rows = Rows(ml, 600);
        using TransformerChain<NeuralNetworkTransformer> model = Pipeline(ml).Fit(rows);
        using var stream = new MemoryStream();
        ml.Model.Save(model, rows.Schema, stream);
        ITransformer loaded = new MLContext().Model.Load(new MemoryStream(stream.ToArray()), out _);

        IReadOnlyList<ForecastValue> forecast = new MLContext().Forecasting.Forecast(loaded, Rows(ml, 600), horizon: 12);

        Assert.HasCount(24, forecast);
        CollectionAssert.AreEqual(forecast.ToArray(), ml.Forecasting.Forecast(model, rows, 12).ToArray());
        for (int i = 0; i < forecast.Count; i++)
        {
            int shop = i / 12, step = (i % 12) + 1;
            Assert.AreEqual(shop == 0 ? "east" : "west", forecast[i].Series);
            Assert.AreEqual("Sold", forecast[i].Column);
            Assert.AreEqual(step, forecast[i].Step);
            Assert.AreEqual(s_start.AddHours(599 + step), forecast[i].Time);
            Assert.AreEqual(Sold(shop, 599 + step), forecast[i].Value, 3);
        }
    }

    [TestMethod]
    public void A_backtest_trains_on_the_past_alone_and_beats_the_naive_forecast()
    {
        var ml = new MLContext(seed: 1);

        var pipeline = new Witness(Pipeline(ml));

        IReadOnlyList<BacktestFold> folds = ml.Forecasting.Backtest(Rows(ml, 600), pipeline, s_options, folds: 2, season: 24);

        // Each fold trains on all hours of both shops before its own, and on no other.
        DateTime[] Past(int hours) =>
            [.. Enumerable.Range(0, 2).SelectMany(_ => Enumerable.Range(0, hours).Select(hour => s_start.AddHours(hour)))];
        Assert.HasCount(2, pipeline.FittedOn);
        CollectionAssert.AreEqual(Past(480), pipeline.FittedOn[0]);
        CollectionAssert.AreEqual(Past(540), pipeline.FittedOn[1]);
        Assert.HasCount(2, folds);
        Assert.AreEqual(s_start.AddHours(480), folds[0].From);
        Assert.AreEqual(s_start.AddHours(539), folds[0].To);
        Assert.AreEqual(s_start.AddHours(540), folds[1].From);
        Assert.AreEqual(s_start.AddHours(599), folds[1].To);
        foreach (BacktestFold fold in folds)
            Assert.IsLessThan(fold.SeasonalNaive[0].MeanAbsoluteError, fold.Figures[0].MeanAbsoluteError);
        Assert.AreEqual(2 * 60 * 24, folds[0].Figures[0].Values);
        Assert.AreEqual(2 * Enumerable.Range(0, 60).Sum(hour => Math.Min(24, 59 - hour)), folds[1].Figures[0].Values);
    }

    [TestMethod]
    [DataRow(24)]
    [DataRow(5)]
    public void The_seasonal_naive_forecast_is_the_value_of_a_season_ago(int season)
    {
        var ml = new MLContext(seed: 1);
        IDataView rows = Rows(ml, 100);
        IDataView windows = ml.Transforms.SequenceWindows(s_options).Fit(rows).Transform(rows);
        var errors = new List<double>();
        for (int shop = 0; shop < 2; shop++)
        {
            for (int last = 47; last < 99; last++)
            {
                for (int step = 1; step <= 24 && last + step < 100; step++)
                {
                    int ago = last + step;
                    while (ago > last)
                        ago -= season;
                    errors.Add(Sold(shop, last + step) - Sold(shop, ago));
                }
            }
        }

        ForecastFigures figures = ml.Forecasting.EvaluateSeasonalNaive(windows, s_options, season).Single();

        Assert.AreEqual(errors.Average(Math.Abs), figures.MeanAbsoluteError, 1e-4);
        Assert.AreEqual(Math.Sqrt(errors.Average(error => error * error)), figures.RootMeanSquaredError, 1e-4);
        Assert.AreEqual(errors.Count, figures.Values);
        Assert.HasCount(24, ml.Forecasting.EvaluateSeasonalNaive(windows, s_options, season, byStep: true));
    }

    [TestMethod]
    public void Rows_split_by_time_leave_out_what_would_look_into_the_time_held_out()
    {
        var ml = new MLContext(seed: 1);
        IDataView rows = Rows(ml, 200);
        IDataView windows = ml.Transforms.SequenceWindows(s_options).Fit(rows).Transform(rows);

        HeldOutSplit split = ml.Data.TrainTestSplit(windows, Splits.ByTime("Hour", TimeSpan.FromHours(24), 0.25));

        DateTime first = split.TestSet.GetColumn<DateTime>("Hour").Min(), last = split.TrainSet.GetColumn<DateTime>("Hour").Max();
        Assert.AreEqual(TimeSpan.FromHours(25), first - last);
        foreach (HeldOutSplit fold in ml.Data.CrossValidationSplit(windows, Splits.ByTime("Hour", TimeSpan.FromHours(24)), 3))
        {
            Assert.IsGreaterThan(
                TimeSpan.FromHours(24),
                fold.TestSet.GetColumn<DateTime>("Hour").Min() - fold.TrainSet.GetColumn<DateTime>("Hour").Max());
        }
    }

    [TestMethod]
    public void What_cannot_be_foretold_is_said()
    {
        var ml = new MLContext(seed: 1);
        IDataView rows = Rows(ml, 100);
        using TransformerChain<NeuralNetworkTransformer> model = Pipeline(ml).Fit(rows);

        Says<ArgumentOutOfRangeException>("The model foretells 24 steps. Train one with Horizon = 48",
            () => ml.Forecasting.Forecast(model, rows, 48));
        Says<InvalidDataException>("which 'east', 'west' do not have before the end, in column 'Hour'",
            () => ml.Forecasting.Forecast(model, Rows(ml, 40), 24));
        Says<ArgumentException>("The model cuts no windows", () => ml.Forecasting.Forecast(model.LastTransformer, rows, 24));
        Says<ArgumentOutOfRangeException>("A season is from 1 to the 48 steps",
            () => ml.Forecasting.Backtest(rows, Pipeline(ml), s_options, season: 168));
        Says<InvalidDataException>("The fold from 2024-01-01 02:00:00 on learns from what is before it, rows: 4. No series has 48 steps",
            () => ml.Forecasting.Backtest(rows, Pipeline(ml), s_options, folds: 1, testFraction: 0.98));
        Says<InvalidDataException>("too few for 50 folds", () => ml.Forecasting.Backtest(rows, Pipeline(ml), s_options, folds: 50));

        // ML.NET's threads hid the sentence behind "Splitter/consolidator worker encountered exception" while windows were cut.
        IDataView offGrid = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 100).Select(hour => new Sale
        {
            Shop = "east", Hour = s_start.AddHours(hour).AddMinutes(hour == 50 ? 17 : 0), Sold = Sold(0, hour),
        }).ToList());
        Says<InvalidDataException>("which are no whole number of steps of 01:00:00 apart",
            () => ml.Forecasting.Forecast(model, offGrid, 24));
        Says<InvalidDataException>("Series 'east' has the times 2024-01-03 01:00:00 and 2024-01-03 02:17:00 in column 'Hour'",
            () => Assert.HasCount(0, model.Transform(offGrid).GetColumn<float[]>("Score").ToArray()));

        static void Says<T>(string words, Action action)
            where T : Exception => StringAssert.Contains(Assert.ThrowsExactly<T>(action).Message, words);
    }

    private static EstimatorChain<NeuralNetworkTransformer> Pipeline(MLContext ml) => ml.Transforms.SequenceWindows(s_options)
        .Append(ml.Transforms.NormalizeMeanVariance("History"))
        .Append(ml.Regression.Trainers.NeuralNetwork(Chain(Flatten(), Output()), new NeuralNetworkOptions
        {
            FeatureColumnName = "History", LabelColumnName = "Future", Epochs = 80, Optimizer = Optimizers.Adam(0.01),
        }));

    /// <summary>Two shops with a day's rhythm, a slow rise and some noise.</summary>
    private static IDataView Rows(MLContext ml, int hours) => ml.Data.LoadFromEnumerable(Enumerable.Range(0, 2)
        .SelectMany(shop => Enumerable.Range(0, hours).Select(hour => new Sale
        {
            Shop = shop == 0 ? "east" : "west", Hour = s_start.AddHours(hour), Sold = Sold(shop, hour),
        })).ToList());

    private static float Sold(int shop, int hour) =>
        (float)(20 + (10 * Math.Sin(2 * Math.PI * (hour + (6 * shop)) / 24)) + (2 * new Random((shop * 10_000) + hour).NextDouble()));

    /// <summary>A pipeline that remembers the times of the rows that it was fitted on.</summary>
    private sealed class Witness(IEstimator<ITransformer> pipeline) : IEstimator<ITransformer>
    {
        public List<DateTime[]> FittedOn { get; } = [];

        public ITransformer Fit(IDataView input)
        {
            FittedOn.Add([.. input.GetColumn<DateTime>("Hour")]);
            return pipeline.Fit(input);
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => pipeline.GetOutputSchema(inputSchema);
    }

    private sealed class Sale
    {
        public string Shop { get; set; } = "";

        public DateTime Hour { get; set; }

        public float Sold { get; set; }
    }
}
