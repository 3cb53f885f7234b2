using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;
using MLFlux.Sequences;
using MLFlux.Tests.Models;

namespace MLFlux.Tests.Pipelines.Forecasting;

/// <summary>A network was off by as much as yesterday's hour where the level moves: windows were not relative to themselves.</summary>
[TestClass]
public sealed class ReadyForecastTests
{
    private static readonly DateTime s_start = new(2024, 1, 1);

    private static readonly SequenceWindowOptions s_options = new()
    {
        TimeColumnName = "Hour", SeriesColumnName = "Shop", ValueColumnNames = ["Sold", "Degrees"], MissingValue = -200, History = 72,
        Horizon = 24,
    };

    [TestMethod]
    public void A_forecast_beats_the_naive_one_at_a_level_that_was_never_seen()
    {
        var ml = new MLContext(seed: 1);

        BacktestFold fold = ml.Forecasting.Backtest(
            Rows(ml, 24 * 60), ml.Pipelines().Forecast(s_options, season: 24), s_options, folds: 1, season: 24)[0];

        foreach ((ForecastFigures ours, ForecastFigures naive) in fold.Figures.Zip(fold.SeasonalNaive))
            Assert.IsLessThan(0.8 * naive.MeanAbsoluteError, ours.MeanAbsoluteError, ours.Column);
    }

    [TestMethod]
    public void A_saved_forecast_is_in_the_unit_of_the_series()
    {
        var ml = new MLContext(seed: 1);
        IDataView rows = Rows(ml, 24 * 20);
        var training = new NeuralNetworkOptions { Epochs = 6, BatchSize = 64, Seed = 1, Loss = Losses.MeanAbsoluteError() };
        IEstimator<TransformerChain<ITransformer>> pipeline = ml.Pipelines().Forecast(s_options, 24, training);
        using TransformerChain<ITransformer> model = pipeline.Fit(rows);

        ITransformer loaded = ModelZip.Load(ModelZip.Save(model));

        IReadOnlyList<ForecastValue> forecast = new MLContext().Forecasting.Forecast(loaded, rows, horizon: 24);
        CollectionAssert.AreEqual(forecast.ToArray(), ml.Forecasting.Forecast(model, rows, 24).ToArray());
        Assert.HasCount(2 * 2 * 24, forecast);
        foreach (ForecastValue value in forecast)
            Assert.AreEqual(Value(value.Column, value.Series, 24 * 20 - 1 + value.Step), value.Value, value.Column == "Sold" ? 40 : 8);

        SchemaShape promised = pipeline.GetOutputSchema(SchemaShape.Create(rows.Schema));
        CollectionAssert.IsSubsetOf(
            promised.Select(column => column.Name).ToArray(), model.GetOutputSchema(rows.Schema).Select(column => column.Name).ToArray());
    }

    [TestMethod]
    [DataRow(24, 24, 72)]
    [DataRow(7, 10, 30)]
    [DataRow(5, 3, 5)]
    [DataRow(1, 4, 6)]
    public void Seasons_are_seen_at_the_phase_of_each_step_ahead(int season, int horizon, int history)
    {
        var ml = new MLContext(seed: 1);
        IDataView rows = Rows(ml, 120);
        SequenceWindowOptions options = s_options with { History = history, Horizon = horizon };
        SequenceWindowTransformer windows = ml.Transforms.SequenceWindows(options).Fit(rows);
        IDataView cut = windows.Transform(rows);
        var scale = WindowScale.Learn(WindowLayout.Of(windows), season, cut.GetColumn<float[]>("History"));
        IDataView relative = new RelativeWindowTransformer(ml.Transforms.Environment(), scale).Transform(cut);
        int seasons = history / season, channels = scale.Channels;
        float[][] histories = [.. relative.GetColumn<float[]>("RelativeHistory")];
        float[][] bySeason = [.. relative.GetColumn<float[]>("RelativeSeasons")];
        float[][] recent = [.. relative.GetColumn<float[]>("RelativeRecent")];

        for (int row = 0; row < histories.Length; row += 17)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                for (int ago = 1; ago <= seasons; ago++)
                {
                    for (int step = 1; step <= horizon; step++)
                    {
                        int back = (ago * season) - ((step - 1) % season) - 1; // Steps before the last known one.
                        Assert.AreEqual(
                            histories[row][((history - 1 - back) * channels) + channel],
                            bySeason[row][(((channel * seasons) + seasons - ago) * horizon) + step - 1]);
                    }
                }
            }

            CollectionAssert.AreEqual(histories[row][^(Math.Min(6, history) * channels)..], recent[row]);

            // The last season of a value column is around nothing.
            Assert.AreEqual(0, Enumerable.Range(history - season, season).Average(step => histories[row][step * channels]), 1e-4);
        }
    }

    [TestMethod]
    public void What_is_made_relative_is_made_absolute_again()
    {
        foreach (ColumnScale scale in new[] { ColumnScale.Of([0, 1, 5, 100]), ColumnScale.Of([-3, 4, 2]), ColumnScale.Of([7, 7]) })
        {
            Assert.IsTrue(scale.IsValid);
            foreach (float value in new[] { -50, -1, 0, 0.25f, 3, 1000 })
                Assert.AreEqual(value, scale.Value(scale.Measure(value)), 1e-3 * Math.Max(1, Math.Abs(value)));
            Assert.IsTrue(float.IsNaN(scale.Measure(float.NaN)));
        }

        Assert.IsTrue(ColumnScale.Of([0, 0, 0]).IsValid);
        Assert.AreEqual(0, ColumnScale.Of([-3, 4, 2]).Shift);
    }

    [TestMethod]
    public void Sizes_of_a_file_that_do_not_go_together_are_refused_before_memory_is_taken()
    {
        var layout = new WindowLayout("History", "Future", "Hour", TimeSpan.FromHours(1), 48, 24, 1, [0]);
        var scale = new WindowScale(layout, 2, 24, [new ColumnScale(1, 1)]);
        Assert.AreEqual(24, Read(scale).Season);
        foreach (WindowScale wrong in new[]
        {
            scale with { Season = 0 }, scale with { Season = 49 }, scale with { Channels = 3 }, scale with { Channels = 0 },
            scale with { Columns = [new ColumnScale(1, 0)] }, scale with { Columns = [new ColumnScale(float.NaN, 1)] },
            scale with { Windows = layout with { Targets = [1] } }, scale with { Windows = layout with { Targets = [] } },
            scale with { Windows = layout with { History = int.MaxValue } }, scale with { Windows = layout with { Horizon = -1 } },
            scale with { Windows = layout with { Step = TimeSpan.Zero } },
            scale with { Season = 1, Windows = layout with { History = 1 << 20, Horizon = 1 << 20 } },
        })
        {
            Assert.ThrowsExactly<InvalidDataException>(() => Read(wrong));
        }

        static WindowScale Read(WindowScale written)
        {
            var stream = new MemoryStream();
            written.Write(new BinaryWriter(stream));
            stream.Position = 0;
            return WindowScale.Read(new BinaryReader(stream));
        }
    }

    [TestMethod]
    public void What_does_not_go_with_a_history_is_said_before_a_row_is_read()
    {
        var ml = new MLContext(seed: 1);
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ml.Pipelines().Forecast(s_options, season: 168)).Message,
            "A season is from 1 to the 72 steps");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => ml.Pipelines().Forecast(s_options with { Horizon = 0 }, 24)).Message,
            "Horizon is 0");
    }

    /// <summary>Two shops with a day's rhythm around a level that rises, and the weather; some hours are missing.</summary>
    private static IDataView Rows(MLContext ml, int hours) => ml.Data.LoadFromEnumerable(new[] { "east", "west" }
        .SelectMany(shop => Enumerable.Range(0, hours).Select(hour => new Sale
        {
            Shop = shop, Hour = s_start.AddHours(hour), Sold = hour % 29 == 5 ? -200 : Value("Sold", shop, hour),
            Degrees = Value("Degrees", shop, hour),
        })).ToList());

    private static float Value(string column, string shop, int hour)
    {
        double phase = 2 * Math.PI * (hour + (shop == "east" ? 0 : 6)) / 24;
        double noise = new Random((shop[0] * 100_000) + hour).NextDouble() - 0.5;
        return column == "Sold"
            ? (float)((40 + (0.1 * hour)) * (1 + (0.5 * Math.Sin(phase))) * (1 + (0.4 * noise)))
            : (float)(-5 + (0.01 * hour) + (6 * Math.Sin(phase)) + (4 * noise));
    }

    private sealed class Sale
    {
        public string Shop { get; set; } = "";

        public DateTime Hour { get; set; }

        public float Sold { get; set; }

        public float Degrees { get; set; }
    }
}
