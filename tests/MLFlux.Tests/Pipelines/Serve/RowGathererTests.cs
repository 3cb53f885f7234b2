using System.Text.Json.Nodes;
using Microsoft.ML;
using MLFlux.Prediction;
using MLFlux.Serving;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Pipelines.Serve;

/// <summary>Each request was predicted by itself, though native code takes little longer for many rows than for one.</summary>
[TestClass]
public sealed class RowGathererTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    [TestMethod]
    public async Task What_comes_while_others_are_computed_is_computed_as_one()
    {
        using var gate = new Gate();
        var gatherer = new RowGatherer(gate.Predict, most: 100, lanes: 1);
        Task<RowOutcome[]> first = gatherer.PredictAsync([Row(0)], default);
        gate.AwaitBegun();
        Task<RowOutcome[]>[] later = [.. Enumerable.Range(1, 9).Select(i => gatherer.PredictAsync([Row(i), Row(10 * i)], default))];
        gate.Open();

        Assert.AreEqual("0", Words(await first.WaitAsync(s_limit)));
        for (int i = 1; i <= 9; i++)
            Assert.AreEqual($"{i},{10 * i}", Words(await later[i - 1].WaitAsync(s_limit)));
        CollectionAssert.AreEqual(new[] { 1, 18 }, gate.Batches);
    }

    [TestMethod]
    public async Task A_batch_has_so_many_rows_at_most_but_a_request_is_not_cut()
    {
        using var gate = new Gate();
        var gatherer = new RowGatherer(gate.Predict, most: 4, lanes: 1);
        Task<RowOutcome[]> first = gatherer.PredictAsync([Row(0)], default);
        gate.AwaitBegun();
        Task<RowOutcome[]>[] later =
            [.. new[] { 3, 2, 7, 1 }.Select(rows => gatherer.PredictAsync([.. Enumerable.Range(0, rows).Select(Row)], default))];
        gate.Open();
        await Task.WhenAll([first, .. later]).WaitAsync(s_limit);
        CollectionAssert.AreEqual(new[] { 1, 3, 2, 7, 1 }, gate.Batches);
    }

    [TestMethod]
    public async Task A_client_that_goes_away_disturbs_no_other_and_costs_nothing()
    {
        using var gate = new Gate();
        var gatherer = new RowGatherer(gate.Predict, most: 100, lanes: 1);
        using var gone = new CancellationTokenSource();
        Task<RowOutcome[]> first = gatherer.PredictAsync([Row(0)], gone.Token);
        gate.AwaitBegun();
        Task<RowOutcome[]> leaves = gatherer.PredictAsync([Row(1)], gone.Token), stays = gatherer.PredictAsync([Row(2)], default);
        await gone.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => leaves);
        await Assert.ThrowsAsync<OperationCanceledException>(() => first);
        gate.Open();
        Assert.AreEqual("2", Words(await stays.WaitAsync(s_limit)));
        CollectionAssert.AreEqual(new[] { 1, 1 }, gate.Batches);
    }

    [TestMethod]
    public async Task What_is_no_rows_fault_is_told_to_those_of_the_batch_and_the_next_batch_is_well()
    {
        int calls = 0;
        var gatherer = new RowGatherer(
            rows => Interlocked.Increment(ref calls) == 1 ? throw new InvalidOperationException("broken") : Outcomes(rows),
            most: 10, lanes: 1);
        await Assert.ThrowsAsync<InvalidOperationException>(() => gatherer.PredictAsync([Row(0)], default).WaitAsync(s_limit));
        Assert.AreEqual("1", Words(await gatherer.PredictAsync([Row(1)], default).WaitAsync(s_limit)));
    }

    [TestMethod]
    public async Task All_are_answered_whatever_comes_when()
    {
        var gatherer = new RowGatherer(Outcomes, most: 7, lanes: 2);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(client => Task.Run(async () =>
        {
            for (int i = 0; i < 200; i++)
            {
                int number = (client * 1000) + i;
                Assert.AreEqual($"{number}", Words(await gatherer.PredictAsync([Row(number)], default).WaitAsync(s_limit)));
            }
        })));
    }

    [TestMethod]
    public void Rows_together_have_the_predictions_of_rows_alone_and_one_with_a_fault_fails_alone()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext();
        ITransformer model = ml.Model.LoadChecked(ServedHouses.Save(folder), out DataViewSchema? schema);
        RowPredictor predictor = ml.Model.CreateRowPredictor(model, schema!);
        JsonObject[] rows = [.. House.Make(40).Select(WithLabel)];
        rows[3]["Area"] = "large";
        rows[17].Remove("District");
        rows[39]["Garden"] = null;

        RowOutcome[] together = predictor.PredictTogether(rows);
        for (int i = 0; i < rows.Length; i++)
        {
            if (i is 3 or 17 or 39)
            {
                ArgumentException alone = Assert.ThrowsExactly<ArgumentException>(() => predictor.Predict(rows[i]));
                Assert.AreEqual(alone.Message, together[i].Fault!.Message);
                continue;
            }

            RowPrediction expected = predictor.Predict(rows[i]);
            Assert.AreEqual(expected.Label, together[i].Prediction!.Label);
            Assert.AreEqual((float)expected["Probability"]!, (float)together[i].Prediction!["Probability"]!, 1e-6f, $"row {i}");
        }
    }

    /// <summary>The label is a column that the model's schema has, and no prediction needs.</summary>
    private static JsonObject WithLabel(House house)
    {
        JsonObject row = ServedHouses.Row(house);
        row["Quick"] = "";
        return row;
    }

    private static JsonObject Row(int number) => new() { ["number"] = number };

    private static RowOutcome[] Outcomes(IReadOnlyList<JsonObject> rows) =>
        [.. rows.Select(row => new RowOutcome(null, new ArgumentException($"{row["number"]}")))];

    private static string Words(RowOutcome[] outcomes) => string.Join(',', outcomes.Select(outcome => outcome.Fault!.Message));

    /// <summary>Holds the first batch up until it is opened.</summary>
    private sealed class Gate : IDisposable
    {
        private readonly ManualResetEventSlim _begun = new(), _open = new();

        /// <summary>How many rows each batch had.</summary>
        public List<int> Batches { get; } = [];

        public void AwaitBegun() => Assert.IsTrue(_begun.Wait(s_limit));

        public void Open() => _open.Set();

        public void Dispose()
        {
            _begun.Dispose();
            _open.Dispose();
        }

        public RowOutcome[] Predict(IReadOnlyList<JsonObject> rows)
        {
            lock (Batches)
                Batches.Add(rows.Count);
            _begun.Set();
            Assert.IsTrue(_open.Wait(s_limit));
            return Outcomes(rows);
        }
    }
}
