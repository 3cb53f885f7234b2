using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Rows;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>Data larger than its memory budget is read again in each epoch, and trained on all the same.</summary>
[TestClass]
public sealed class StreamedRowsTests
{
    private const int Width = 64;

    [TestMethod]
    [DataRow(10, 3)]
    [DataRow(12, 4)]
    [DataRow(3, 100)]
    public void An_epoch_has_each_row_to_train_on_once(int rows, int window)
    {
        bool[] trains = [.. Enumerable.Range(0, rows).Select(row => row % 5 != 2)];
        var source = new StreamedRows(() => new CountingScanner(rows), Counted, trains, 1, window, seed: 4);

        int[] first = [.. Read(source, 1)], again = [.. Read(source, 1)], second = [.. Read(source, 2)];

        CollectionAssert.AreEquivalent(Enumerable.Range(0, rows).Where(row => trains[row]).ToArray(), first);
        CollectionAssert.AreEquivalent(first, second);
        CollectionAssert.AreEqual(first, again, "an epoch's order follows from seed and number");
        if (rows > 5)
            CollectionAssert.AreNotEqual(first, second);
    }

    [TestMethod]
    [DataRow(9)]
    [DataRow(11)]
    public void Data_that_has_changed_is_an_error(int rowsLater)
    {
        var source = new StreamedRows(() => new CountingScanner(rowsLater), Counted, [.. Enumerable.Repeat(true, 10)], 1, 4, seed: 4);

        if (rowsLater < 10)
        {
            var fault = Assert.ThrowsExactly<InvalidOperationException>(() => Read(source, 1).ToArray());
            StringAssert.Contains(fault.Message, "10 rows");
        }
        else
        {
            Assert.HasCount(10, Read(source, 1).ToArray()); // Rows that came later were not there to be trained on.
        }
    }

    [TestMethod]
    public void An_epoch_that_is_left_early_leaves_no_reader_behind()
    {
        var scanner = new CountingScanner(1000);
        var source = new StreamedRows(() => scanner, Counted, [.. Enumerable.Repeat(true, 1000)], 1, 10, seed: 4);

        foreach (RowWindow _ in source.Epoch(1))
            break;

        Assert.IsTrue(scanner.IsDisposed);
        Assert.IsFalse(scanner.WasUsedAfterwards);
    }

    [TestMethod]
    public void A_network_learns_as_well_from_a_stream_as_from_memory()
    {
        var ml = new MLContext(seed: 1);
        IDataView rows = ml.Data.LoadFromEnumerable(Rows(20_000)); // 5 MB of features.
        IDataView fresh = ml.Data.LoadFromEnumerable(Rows(1000, seed: 99));
        var options = new NeuralNetworkOptions { Epochs = 2, ValidationFraction = 0.05 };

        using NeuralNetworkTransformer memory = Fit(ml, rows, options);
        using NeuralNetworkTransformer stream = Fit(ml, rows, options with { MemoryBudget = 1 << 20 });

        Assert.AreEqual(memory.Model.History.TrainingRows, stream.Model.History.TrainingRows);
        Assert.AreEqual(memory.Model.History.ValidationRows, stream.Model.History.ValidationRows);
        double inMemory = ml.BinaryClassification.EvaluateNonCalibrated(memory.Transform(fresh)).Accuracy;
        double streamed = ml.BinaryClassification.EvaluateNonCalibrated(stream.Transform(fresh)).Accuracy;
        Assert.IsGreaterThan(0.95, inMemory);
        Assert.AreEqual(inMemory, streamed, 0.02);
    }

    [TestMethod]
    public void Too_many_held_out_rows_for_the_budget_are_refused()
    {
        var ml = new MLContext(seed: 1);
        var fault = Assert.ThrowsExactly<InvalidOperationException>(() => Fit(
            ml, ml.Data.LoadFromEnumerable(Rows(9000)), new NeuralNetworkOptions { ValidationFraction = 0.5, MemoryBudget = 1 << 20 }));

        StringAssert.Contains(fault.Message, "ValidationFraction");
        StringAssert.Contains(fault.Message, "MemoryBudget");
    }

    private static NeuralNetworkTransformer Fit(MLContext ml, IDataView rows, NeuralNetworkOptions options) =>
        ml.BinaryClassification.Trainers.NeuralNetwork(Chain(Dense(8, Relu), Output()), options).Fit(rows);

    /// <summary>Rows made on the way, as a loader reads them from a file: the sum of the first half against the second.</summary>
    private static IEnumerable<Row> Rows(int count, int seed = 3)
    {
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
        {
            float[] features = [.. Enumerable.Range(0, Width).Select(_ => random.NextSingle() - 0.5f)];
            yield return new Row { Features = features, Label = features[..(Width / 2)].Sum() > features[(Width / 2)..].Sum() };
        }
    }

    private static IEnumerable<int> Read(StreamedRows source, int epoch)
    {
        var value = new float[1];
        foreach (RowWindow window in source.Epoch(epoch))
        {
            foreach (int row in window.Order)
            {
                window.Set.Features.Gather([row], value);
                yield return (int)value[0];
            }
        }
    }

    private static RowsInMemory Counted() => new(new FeatureStores(new FeatureStore(1)), new BinaryTargets(), null);

    private sealed class Row
    {
        [VectorType(Width)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }

    /// <summary>Gives the numbers from 0.</summary>
    private sealed class CountingScanner(int rows) : ITrainingRowCursor
    {
        private int _next;

        public bool IsDisposed { get; private set; }

        public bool WasUsedAfterwards { get; private set; }

        public int Fill(RowsInMemory set, int most, Func<int, bool> takes)
        {
            int added = 0;
            for (; added < most && _next < rows; _next++)
            {
                WasUsedAfterwards |= IsDisposed;
                if (!takes(_next))
                    continue;

                set.Features[0].Add(new VBuffer<float>(1, [_next]));
                ((BinaryTargets)set.Targets).Add(true);
                added++;
            }

            return added;
        }

        public void Dispose() => IsDisposed = true;
    }
}
