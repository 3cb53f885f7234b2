using Microsoft.ML.Data;
using MLFlux.Rows;

namespace MLFlux.Tests.Training;

/// <summary>Rows come out of memory as they went in, however they were stored.</summary>
[TestClass]
public sealed class FeatureStoreTests
{
    [TestMethod]
    [DataRow(1, 5000, 1.0, DisplayName = "narrow and dense")]
    [DataRow(40_000, 150, 0.001, DisplayName = "wide and sparse, over several chunks")]
    [DataRow(40_000, 70, 0.5, DisplayName = "half full")]
    [DataRow(17, 300, 0.1, DisplayName = "narrow and sparse")]
    public void Rows_come_back_in_any_order(int width, int rows, double density)
    {
        var random = new Random(2);
        var store = new FeatureStore(width);
        VBuffer<float>[] source = [.. Enumerable.Range(0, rows).Select(_ => Row(random, width, density))];
        foreach (VBuffer<float> row in source)
            store.Add(row);

        int[] order = [.. Enumerable.Range(0, rows)];
        random.Shuffle(order);
        Check(store, source, order);
    }

    [TestMethod]
    public void Sparse_dense_and_empty_rows_may_alternate()
    {
        var random = new Random(3);
        var store = new FeatureStore(100);
        VBuffer<float>[] source = [.. Enumerable.Range(0, 200).Select(i => Row(random, 100, (i % 3) switch { 0 => 0, 1 => 0.05, _ => 1 }))];
        foreach (VBuffer<float> row in source)
            store.Add(row);

        Check(store, source, [.. Enumerable.Range(0, 200)]);
    }

    [TestMethod]
    [DataRow(float.NaN)]
    [DataRow(float.PositiveInfinity)]
    [DataRow(float.NegativeInfinity)]
    public void A_row_that_is_not_finite_is_not_usable(float fault)
    {
        VBuffer<float> dense = new(8, [1, 2, 3, 4, 5, 6, 7, 8]), sparse = new(8, 1, [9], [5]), empty = new(8, 0, [], []);
        VBuffer<float> brokenDense = new(8, [1, 2, 3, fault, 5, 6, 7, 8]), brokenSparse = new(8, 1, [fault], [5]);

        Assert.IsTrue(FeatureStore.IsUsable(dense));
        Assert.IsTrue(FeatureStore.IsUsable(sparse));
        Assert.IsTrue(FeatureStore.IsUsable(empty));
        Assert.IsFalse(FeatureStore.IsUsable(brokenDense));
        Assert.IsFalse(FeatureStore.IsUsable(brokenSparse));
    }

    [TestMethod]
    public void Memory_is_used_again_after_clearing()
    {
        var random = new Random(5);
        var store = new FeatureStore(64);
        foreach (double density in (double[])[1, 0.05, 1])
        {
            store.Clear();
            VBuffer<float>[] source = [.. Enumerable.Range(0, 300).Select(_ => Row(random, 64, density))];
            foreach (VBuffer<float> row in source)
                store.Add(row);
            Check(store, source, [.. Enumerable.Range(0, 300)]);
        }
    }

    [TestMethod]
    public void A_hundred_thousand_slots_take_the_memory_of_those_that_count()
    {
        var random = new Random(4);
        VBuffer<float>[] source = [.. Enumerable.Range(0, 2000).Select(_ => Row(random, 100_000, 3e-5))];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var store = new FeatureStore(100_000);
        foreach (VBuffer<float> row in source)
            store.Add(row);

        long used = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.IsLessThan(2_000_000, used); // Expanded, it would be 800 MB.
        Assert.AreEqual(2000, store.Count);
    }

    /// <summary>Places up to 65,535 take two bytes; zeros, ones and minus zero are told apart wherever they stand.</summary>
    [TestMethod]
    [DataRow(40)]
    [DataRow(65_535)]
    [DataRow(65_536)]
    [DataRow(70_000)]
    public void Rows_of_any_width_come_back_as_vectors(int width)
    {
        float[] some = [1, 0, -0f, float.NaN, 2.5f, float.PositiveInfinity, -1];
        var random = new Random(6);
        VBuffer<float>[] source = [.. Enumerable.Range(0, 90).Select(i =>
        {
            int[] places = (i % 3) switch
            {
                0 => [width - 1],
                1 => [.. Enumerable.Range(0, 5), .. Enumerable.Range(width - 3, 3)],
                _ => [.. Enumerable.Range(0, 6).Select(_ => random.Next(width)).Distinct().Order()],
            };
            return new VBuffer<float>(width, places.Length, [.. places.Select(_ => some[random.Next(some.Length)])], places);
        })];
        var store = new FeatureStore(width);
        foreach (VBuffer<float> row in source)
            store.Add(row);

        VBuffer<float> read = default;
        for (int i = 0; i < source.Length; i++)
        {
            store.Read(i, ref read);
            Assert.IsFalse(read.IsDense);
            CollectionAssert.AreEqual(
                source[i].DenseValues().Select(BitConverter.SingleToInt32Bits).ToArray(),
                read.DenseValues().Select(BitConverter.SingleToInt32Bits).ToArray());
        }
    }

    /// <summary>A row took eight bytes for each value that counts, and a third more that was never used.</summary>
    [TestMethod]
    public void Numbers_and_slots_take_four_bytes_and_two()
    {
        const int Width = 1_240, Rows = 4_096, Numbers = 16, Slots = 7;
        var random = new Random(7);
        var store = new FeatureStore(Width);
        for (int row = 0; row < Rows; row++)
        {
            int[] places = [.. Enumerable.Range(0, Numbers), .. Enumerable.Range(0, Slots).Select(i => 16 + (i * 170) + random.Next(170))];
            store.Add(new VBuffer<float>(
                Width, places.Length, [.. places.Select(place => place < Numbers ? random.NextSingle() + 0.1f : 1)], places));
        }

        Assert.IsLessThanOrEqualTo(Rows * ((4 * Numbers) + (2 * Slots) + 8L), store.Bytes);
    }

    private static void Check(FeatureStore store, VBuffer<float>[] source, int[] order)
    {
        Assert.AreEqual(source.Length, store.Count);
        var gathered = new float[order.Length * store.Width];
        Array.Fill(gathered, -1); // A buffer is used again for each batch.
        store.Gather(order, gathered);
        for (int i = 0; i < order.Length; i++)
        {
            float[] expected = [.. source[order[i]].DenseValues()];
            Assert.IsTrue(expected.AsSpan().SequenceEqual(gathered.AsSpan(i * store.Width, store.Width)), $"Row {order[i]}.");
        }
    }

    private static VBuffer<float> Row(Random random, int width, double density)
    {
        if (density == 1)
            return new VBuffer<float>(width, [.. Enumerable.Range(0, width).Select(_ => random.NextSingle())]);

        int count = (int)(width * density);
        int[] indices = [.. Enumerable.Range(0, count).Select(_ => random.Next(width)).Distinct().Order()];
        return new VBuffer<float>(width, indices.Length, [.. indices.Select(_ => random.NextSingle() + 0.1f)], indices);
    }
}
