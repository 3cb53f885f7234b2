using Microsoft.ML.Data;
using MLFlux.Rows;

namespace MLFlux.Tests.Training;

/// <summary>What a fit brings beside its features comes out of the memory budget, too.</summary>
[TestClass]
public sealed class MemoryPlanTests
{
    private const int Rows = 60_000, Width = 100, BatchSize = 64;

    [TestMethod]
    public void A_large_budget_leaves_room_for_what_runs_and_for_the_labels() =>
        Assert.AreEqual(100_000_000 - 14_000_000 - 10 * (4 + 4 + 1), MemoryPlan.FeatureBytes(100_000_000, Labels(10)), 4 * 10);

    [TestMethod]
    public void A_small_budget_leaves_a_quarter()
    {
        Assert.AreEqual(0.75 * (1 << 20), MemoryPlan.FeatureBytes(1 << 20, Labels(0)), 1);
        Assert.AreEqual(0.25 * (1 << 20), MemoryPlan.FeatureBytes(1 << 20, Labels(Rows)), 1, "were the labels alone larger, too");
    }

    [TestMethod]
    [DataRow(16_000_000, 0)]
    [DataRow(16_000_000, 5_000)]
    [DataRow(4_000_000, 0)]
    public void Windows_labels_order_and_rows_held_out_stay_within_the_budget(long budget, int held)
    {
        RowsInMemory all = Labels(Rows);
        var data = new TrainingData(all, IsStreamed: true, BytesPerRow: sizeof(float) * Width, () => new Scanner(), NewSet);
        var split = new RowSplit([.. Enumerable.Range(held, Rows - held)], [.. Enumerable.Range(0, held)]);
        var rows = new TrainingPartition(data, split, scale: null,
            new NeuralNetworkOptions { MemoryBudget = budget, BatchSize = BatchSize });

        int seen = 0, largest = 0;
        foreach (RowWindow window in rows.CreateSource(seed: 1).Epoch(1))
        {
            seen += window.Order.Length;
            largest = Math.Max(largest, window.Order.Length);
        }

        long features = sizeof(float) * Width * (2L * largest + held);
        Assert.AreEqual(Rows - held, seen);
        Assert.IsLessThan(budget, features + all.BytesBesideFeatures + ((sizeof(int) + 1) * Rows));
    }

    [TestMethod]
    public void Windows_of_several_columns_stay_within_the_budget_with_the_memory_that_they_hold()
    {
        const long Budget = 16_000_000;
        InputLayout layout = InputLayout.SideBySide(
        [
            new InputColumn("Photo", new Shape(28, 28), InputKind.Bytes), new InputColumn("Table", new Shape(20), InputKind.Numbers),
            new InputColumn("Words", new Shape(5), InputKind.Keys), new InputColumn("Area", new Shape(1), InputKind.Numbers),
        ]);
        var sets = new List<RowsInMemory>();
        RowsInMemory all = Labels(Rows);
        var data = new TrainingData(all, IsStreamed: true, BytesPerRow: 784 + (26 * sizeof(float)), () => new ColumnScanner(), () =>
        {
            sets.Add(new RowsInMemory(FeatureStores.For(layout), new ClassTargets(2), null));
            return sets[^1];
        });
        var rows = new TrainingPartition(
            data, RowSplit.All(Rows), scale: null, new NeuralNetworkOptions { MemoryBudget = Budget, BatchSize = BatchSize });

        int seen = rows.CreateSource(seed: 1).Epoch(1).Sum(window => window.Order.Length);

        Assert.AreEqual(Rows, seen);
        Assert.HasCount(2, sets);
        Assert.IsLessThan(
            Budget, sets.Sum(set => set.Features.Bytes) + all.BytesBesideFeatures + ((sizeof(int) + 1) * Rows));
    }

    private static RowsInMemory NewSet() => new(new FeatureStores(new FeatureStore(Width)), new ClassTargets(2), null);

    private static RowsInMemory Labels(int rows)
    {
        RowsInMemory set = NewSet();
        for (int row = 0; row < rows; row++)
            ((ClassTargets)set.Targets).Add(row % 2);
        return set;
    }

    private sealed class Scanner : ITrainingRowCursor
    {
        private readonly VBuffer<float> _row = new(Width, new float[Width]);
        private int _next;

        public int Fill(RowsInMemory set, int most, Func<int, bool> takes)
        {
            int added = 0;
            for (; added < most && _next < Rows; _next++)
            {
                if (!takes(_next))
                    continue;

                set.Features[0].Add(_row);
                ((ClassTargets)set.Targets).Add(_next % 2);
                added++;
            }

            return added;
        }

        public void Dispose()
        {
        }
    }

    private sealed class ColumnScanner : ITrainingRowCursor
    {
        private readonly VBuffer<byte> _photo = new(784, new byte[784]);
        private int _next;

        public int Fill(RowsInMemory set, int most, Func<int, bool> takes)
        {
            int added = 0;
            for (; added < most && _next < Rows; _next++)
            {
                if (!takes(_next))
                    continue;

                set.Features[0].Add(_photo);
                set.Features[1].Add(new VBuffer<float>(20, new float[20]));
                set.Features[2].Add(new VBuffer<float>(5, new float[5]));
                set.Features[3].Add(new VBuffer<float>(1, [1f]));
                ((ClassTargets)set.Targets).Add(_next % 2);
                added++;
            }

            return added;
        }

        public void Dispose()
        {
        }
    }
}
