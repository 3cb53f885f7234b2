using Microsoft.ML.Data;
using MLFlux.Rows;

namespace MLFlux.Tests.Training;

/// <summary>Rows of several columns are kept in the columns' own types, and become floats where a batch is made.</summary>
[TestClass]
public sealed class FeatureStoresTests
{
    private static readonly InputLayout s_layout = InputLayout.SideBySide(
    [
        new InputColumn("Photo", new Shape(28, 28), InputKind.Bytes), new InputColumn("Table", new Shape(20), InputKind.Numbers),
    ]);

    [TestMethod]
    public void Bytes_and_floats_take_little_more_than_they_are()
    {
        const int Rows = 60_000;
        FeatureStores stores = FeatureStores.For(s_layout);
        var photo = new VBuffer<byte>(784, new byte[784]);
        var table = new VBuffer<float>(20, new float[20]);
        for (int row = 0; row < Rows; row++)
        {
            stores[0].Add(photo);
            stores[1].Add(table);
        }

        Assert.AreEqual(Rows, stores.Count);
        Assert.IsLessThanOrEqualTo(1.05, stores.Bytes / (Rows * (784.0 + (20 * sizeof(float)))));
    }

    [TestMethod]
    public void Few_rows_of_many_columns_take_no_more_than_about_a_megabyte()
    {
        InputLayout many = InputLayout.SideBySide(
            [.. Enumerable.Range(0, 20).Select(i => new InputColumn($"Column{i}", new Shape(1), InputKind.Numbers))]);
        FeatureStores stores = FeatureStores.For(many);
        for (int column = 0; column < 20; column++)
            stores[column].Add(new VBuffer<float>(1, [1f]));

        Assert.IsLessThanOrEqualTo(1 << 20, stores.Bytes);
    }

    [TestMethod]
    public void A_batch_has_the_values_of_each_column_where_the_layout_says()
    {
        const float Part = 1 / 255f;
        InputLayout layout = InputLayout.SideBySide(
        [
            new InputColumn("A", new Shape(2), InputKind.Numbers), new InputColumn("B", new Shape(3), InputKind.Bytes),
            new InputColumn("C", new Shape(8), InputKind.Numbers),
        ]);
        FeatureStores stores = FeatureStores.For(layout);
        for (byte row = 0; row < 3; row++)
        {
            stores[0].Add(new VBuffer<float>(2, [row, 10f + row]));
            stores[1].Add(new VBuffer<byte>(3, [row, 51, 255]));
            stores[2].Add(new VBuffer<float>(8, 1, [(float)row], [6]));
        }

        var rows = new float[26];
        stores.Gather([2, 0], rows);

        CollectionAssert.AreEqual(
            new float[]
            {
                2, 12, 2 * Part, 51 * Part, 255 * Part, 0, 0, 0, 0, 0, 0, 2, 0,
                0, 10, 0, 51 * Part, 255 * Part, 0, 0, 0, 0, 0, 0, 0, 0,
            }, rows);
        CollectionAssert.AreEqual(new[] { 0, 2, 5 }, layout.Columns.Select(column => column.Start).ToArray());
    }
}
