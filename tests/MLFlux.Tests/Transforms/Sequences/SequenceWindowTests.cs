using System.Collections.Concurrent;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Estimators;

namespace MLFlux.Tests.Sequences;

/// <summary>A series in rows gave a trainer no rows to learn a forecast from.</summary>
[TestClass]
public sealed class SequenceWindowTests
{
    private static readonly DateTime s_start = new(2024, 1, 1);
    private static readonly SequenceWindowOptions s_options = new()
    {
        TimeColumnName = "Hour", SeriesColumnName = "Place", ValueColumnNames = ["Heat", "Wind"], TargetColumnNames = ["Wind"],
        History = 3, Horizon = 2,
    };

    [TestMethod]
    public void A_window_has_its_history_and_what_comes_after_and_the_last_one_has_no_future()
    {
        var ml = new MLContext();
        IDataView rows = View(ml, Enumerable.Range(0, 6).Select(hour => Row("a", hour, hour, 10 * hour)));

        Window[] windows = Cut(ml, rows, s_options);

        Assert.HasCount(4, windows);
        for (int i = 0; i < windows.Length; i++)
        {
            int last = i + 2;
            Assert.AreEqual("a", windows[i].Place);
            Assert.AreEqual(s_start.AddHours(last), windows[i].Hour);
            CollectionAssert.AreEqual(
                new float[] { last - 2, 10 * (last - 2), last - 1, 10 * (last - 1), last, 10 * last }, windows[i].History);
            CollectionAssert.AreEqual(
                new[] { last + 1 < 6 ? 10 * (last + 1) : float.NaN, last + 2 < 6 ? 10 * (last + 2) : float.NaN }, windows[i].Future);
        }
    }

    [TestMethod]
    public void Rows_in_any_order_of_several_series_are_sorted_by_series_and_time()
    {
        var ml = new MLContext();
        Reading[] rows = [.. Enumerable.Range(0, 5).SelectMany(hour => new[] { Row("b", hour, hour, 1), Row("a", hour, -hour, 2) })];
        Window[] expected = Cut(ml, View(ml, rows), s_options);
        var random = new Random(2);
        random.Shuffle(rows);
        Reading[] shuffled = [rows.First(row => row.Place == "b"), .. rows.Where(row => row != rows.First(one => one.Place == "b"))];

        Window[] windows = Cut(ml, View(ml, shuffled), s_options);

        CollectionAssert.AreEqual(new[] { "b", "b", "b", "a", "a", "a" }, windows.Select(window => window.Place).ToArray());
        for (int i = 0; i < windows.Length; i++)
        {
            CollectionAssert.AreEqual(expected[i].History, windows[i].History);
            CollectionAssert.AreEqual(expected[i].Future, windows[i].Future);
        }
    }

    [TestMethod]
    public void Nothing_of_a_history_is_from_after_its_step_also_over_gaps()
    {
        // Each value says its own hour, so that a history can be asked where it is from.
        var ml = new MLContext();
        var random = new Random(3);
        Reading[] rows = [.. Enumerable.Range(0, 200).Where(_ => random.NextDouble() < 0.7)
            .Select(hour => Row("a", hour, random.NextDouble() < 0.8 ? hour : float.NaN, hour))];

        Window[] windows = Cut(ml, View(ml, rows), s_options with { History = 12, TargetColumnNames = null, Horizon = 4 });

        Assert.IsGreaterThan(100, windows.Length);
        foreach (Window window in windows)
        {
            double hour = (window.Hour - s_start).TotalHours;
            float[] values = [.. window.History.Where((_, i) => i % 4 < 2)];
            Assert.IsTrue(values.All(value => value <= hour && value > hour - 12), $"{hour}: {string.Join(" ", values)}");
            Assert.IsTrue(window.Future.All(value => float.IsNaN(value) || value > hour));
        }
    }

    [TestMethod]
    public void A_missing_value_is_filled_in_a_history_and_marked_and_never_a_target()
    {
        var ml = new MLContext();
        float[] wind = [-200, 20, float.NaN, 40, -200, 60, 70];
        IDataView rows = View(ml, wind.Select((value, hour) => Row("a", hour, hour, value)).Where((_, hour) => hour != 5));

        Window[] windows = Cut(ml, rows, s_options with { MissingValue = -200 });

        // Channels: heat, wind, whether heat is known (its row may be missing), whether wind is known.
        CollectionAssert.AreEqual(new float[] { 0, 20, 1, 0, 1, 20, 1, 1, 2, 20, 1, 0 }, windows[0].History);
        CollectionAssert.AreEqual(new[] { 40, float.NaN }, windows[0].Future);
        CollectionAssert.AreEqual(new float[] { 2, 40, 1, 0, 3, 40, 1, 1, 4, 40, 1, 0 }, windows[2].History);
        CollectionAssert.AreEqual(new[] { float.NaN, 70 }, windows[2].Future);
        CollectionAssert.AreEqual(new float[] { 3, 40, 1, 1, 4, 40, 1, 0, 4, 40, 0, 0 }, windows[3].History);
        Assert.IsFalse(windows.SelectMany(window => window.Future).Any(value => value == -200));
    }

    [TestMethod]
    public void A_gap_longer_than_a_history_ends_a_series_and_one_begins_behind_it()
    {
        var ml = new MLContext();
        IDataView rows = View(ml, new[] { 0, 1, 2, 3, 8, 9, 10, 11 }.Select(hour => Row("a", hour, hour, hour)));

        Window[] windows = Cut(ml, rows, s_options with { Horizon = 1 });

        CollectionAssert.AreEqual(
            new[] { 2.0, 3, 10, 11 }, windows.Select(window => (window.Hour - s_start).TotalHours).ToArray());
    }

    [TestMethod]
    public void A_network_learns_from_known_futures_alone_and_scores_all()
    {
        var ml = new MLContext(seed: 1);
        IDataView rows = View(ml, Enumerable.Range(0, 30).Select(hour => Row("a", hour, hour % 4, hour % 4 == 3 ? float.NaN : hour % 4)));
        SequenceWindowTransformer windows = ml.Transforms.SequenceWindows(s_options).Fit(rows);

        using NeuralNetworkTransformer model = ml.Regression.Trainers.NeuralNetwork(
            Layers.Chain(Layers.Flatten(), Layers.Output()),
            new NeuralNetworkOptions { LabelColumnName = "Future", FeatureColumnName = "History", Epochs = 300, BatchSize = 8,
                Optimizer = Optimizers.Adam(0.02) })
            .Fit(windows.Transform(rows));

        // Of 28 windows the last has no future.
        Assert.AreEqual(27, model.Model.History.TrainingRows);
        float[][] scores = [.. model.Transform(windows.Transform(rows)).GetColumn<float[]>("Score")];
        Assert.HasCount(28, scores);
        float[][] futures = [.. windows.Transform(rows).GetColumn<float[]>("Future")];
        foreach ((float[] score, float[] future) in scores.Zip(futures))
        {
            for (int step = 0; step < 2; step++)
            {
                if (!float.IsNaN(future[step]))
                    Assert.AreEqual(future[step], score[step], 0.1);
            }
        }
    }

    [TestMethod]
    public void A_key_and_no_column_tell_series_apart_too()
    {
        var ml = new MLContext();
        IDataView rows = View(ml, Enumerable.Range(0, 8).Select(i => Row(i % 2 == 0 ? "x" : "y", i / 2, i, i)));
        IDataView keyed = ml.Transforms.Conversion.MapValueToKey("Place").Fit(rows).Transform(rows);
        SequenceWindowTransformer windows = ml.Transforms.SequenceWindows(s_options with { Horizon = 1 }).Fit(keyed);

        IDataView cut = ml.Transforms.Conversion.MapKeyToValue("Place").Fit(windows.Transform(keyed)).Transform(windows.Transform(keyed));

        CollectionAssert.AreEqual(new[] { "x", "x", "y", "y" }, cut.GetColumn<string>("Place").ToArray());
        Reading[] one = [.. Enumerable.Range(0, 5).Select(hour => Row("", hour, hour, hour))];
        SequenceWindowOptions lone = s_options with { SeriesColumnName = null };
        Assert.HasCount(3, ml.Transforms.SequenceWindows(lone).Fit(View(ml, one)).Transform(View(ml, one))
            .GetColumn<float[]>("History").ToArray());
    }

    [TestMethod]
    public void It_keeps_the_contract_of_estimators()
    {
        var ml = new MLContext();
        IDataView rows = View(ml, Enumerable.Range(0, 9).Select(hour => Row("a", hour, hour, hour == 4 ? float.NaN : hour)));
        IDataView missing = ml.Transforms.DropColumns("Wind").Fit(rows).Transform(rows);
        IDataView text = ml.Transforms.CopyColumns("Hour", "Place").Fit(rows).Transform(rows);

        new EstimatorContract(ml.Transforms.SequenceWindows(s_options), rows) { InvalidInputs = [missing, text] }.Verify();
    }

    [TestMethod]
    public void What_is_no_series_is_said_by_the_users_names()
    {
        var ml = new MLContext();
        Reading[] hours = [.. Enumerable.Range(0, 6).Select(hour => Row("a", hour, hour, hour))];

        Says("Series 'a' has the time 2024-01-01 02:00:00 twice in column 'Hour', in rows 3 and 7", [.. hours, Row("a", 2, 0, 0)]);
        Says("no time in row 7", [.. hours, new Reading { Place = "a", Heat = 1, Wind = 1 }]);
        Says("which are no whole number of steps of 01:00:00 apart", [.. hours,
            new Reading { Place = "a", Hour = s_start.AddMinutes(390), Heat = 1, Wind = 1 }]);
        Says("No series has 3 steps of history and a known value of 'Wind' in the 2 steps after them; the longest has 3 rows", hours[..3]);
        Says("No series has 3 steps of history", [.. hours.Select(row => Row("a", row.Hour.Hour, 1, float.NaN))]);
        Says("No series has two rows", hours[..1]);
        var log = new ConcurrentBag<string>();
        ml.Log += (_, message) => log.Add(message.Message);
        ml.Transforms.SequenceWindows(s_options).Fit(View(ml, [.. hours, Row("tiny", 1, 1, 1), Row("tiny", 2, 1, 1)]));
        Assert.IsTrue(log.Any(line => line.Contains("Series 'tiny' is shorter than a window of 3 steps", StringComparison.Ordinal)));

        void Says(string words, Reading[] rows) => StringAssert.Contains(
            Assert.ThrowsExactly<InvalidDataException>(() => ml.Transforms.SequenceWindows(s_options).Fit(View(ml, rows))).Message, words);
    }

    /// <summary>A step that no window of the rows has was given a forecast of weights that had learned nothing.</summary>
    [TestMethod]
    public void A_horizon_longer_than_the_series_is_refused_by_the_first_step_that_nothing_is_learned_of()
    {
        var ml = new MLContext();
        Reading[] hours = [.. Enumerable.Range(0, 12).Select(hour => Row("a", hour, hour, hour == 7 ? float.NaN : hour))];

        Says("No window of 3 steps has a known value of 'Wind' 10 steps after it", s_options with { Horizon = 400 }, hours);
        Says("of 'Wind' 10 steps after it", s_options with { Horizon = 10 }, [.. hours, .. hours[..6].Select(row => Row(
            "b", row.Hour.Hour, row.Heat, row.Wind))]);
        Says("a known value of 'Heat' 1 step after it", s_options with { TargetColumnNames = null },
            [.. hours.Select(row => Row("a", row.Hour.Hour, float.NaN, row.Wind))]);
        ml.Transforms.SequenceWindows(s_options with { Horizon = 9 }).Fit(View(ml, hours));

        void Says(string words, SequenceWindowOptions options, Reading[] rows) => StringAssert.Contains(
            Assert.ThrowsExactly<InvalidDataException>(() => ml.Transforms.SequenceWindows(options).Fit(View(ml, rows))).Message, words);
    }

    [TestMethod]
    public void Options_out_of_range_are_named_at_once()
    {
        var ml = new MLContext();

        string message = Assert.ThrowsExactly<ArgumentException>(() => ml.Transforms.SequenceWindows(new SequenceWindowOptions
        {
            TimeColumnName = " ", ValueColumnNames = ["a", "a"], TargetColumnNames = ["b"], History = 0, Horizon = -1,
            Step = TimeSpan.Zero, HistoryColumnName = "Future",
        })).Message;

        foreach (string words in new[]
        {
            "TimeColumnName is empty", "ValueColumnNames names a column twice", "TargetColumnNames names 'b'", "History is 0",
            "Horizon is -1", "Step is 00:00:00", "have to be four different names",
        })
        {
            StringAssert.Contains(message, words);
        }
    }

    private static Window[] Cut(MLContext ml, IDataView rows, SequenceWindowOptions options)
    {
        SequenceWindowTransformer transformer = ml.Transforms.SequenceWindows(options).Fit(rows);
        IDataView windows = transformer.Transform(rows);
        return [.. windows.GetColumn<string>("Place")
            .Zip(windows.GetColumn<DateTime>("Hour"), windows.GetColumn<float[]>("History"))
            .Zip(windows.GetColumn<float[]>("Future"), (row, future) => new Window(row.First, row.Second, row.Third, future))];
    }

    private static IDataView View(MLContext ml, IEnumerable<Reading> rows) => ml.Data.LoadFromEnumerable(rows.ToList());

    private static Reading Row(string place, int hour, float heat, float wind) =>
        new() { Place = place, Hour = s_start.AddHours(hour), Heat = heat, Wind = wind };

    private sealed record Window(string Place, DateTime Hour, float[] History, float[] Future);

    private sealed class Reading
    {
        public string Place { get; set; } = "";

        public DateTime Hour { get; set; }

        public float Heat { get; set; }

        public float Wind { get; set; }
    }
}
