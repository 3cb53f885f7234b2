using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Estimators;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Transforms.Idx;

[TestClass]
public sealed class IdxDataViewTests
{
    private const int RowCount = 1000;

    private static readonly MLContext s_ml = new(seed: 1);

    [TestMethod]
    public void Gives_what_MLNETs_own_cache_of_it_gives()
    {
        var view = View();

        // The cache checks nothing, but it brings ML.NET's cursors: positions, ids and columns are compared with theirs.
        ViewComparison.AssertSameValues(s_ml.Data.Cache(view), view);
    }

    [TestMethod]
    public void Shuffles_rows_whole_and_keeps_their_ids()
    {
        var view = View();
        Assert.IsTrue(view.CanShuffle);

        var rows = Read(view.GetRowCursor(view.Schema, new Random(5)));
        var again = Read(view.GetRowCursor(view.Schema, new Random(5)));
        var other = Read(view.GetRowCursor(view.Schema, new Random(6)));

        CollectionAssert.AreEqual(rows, again);
        CollectionAssert.AreNotEqual(rows, other);
        CollectionAssert.AreNotEqual(Enumerable.Range(0, RowCount).ToArray(), rows.Select(row => (int)row.Id).ToArray());
        CollectionAssert.AreEquivalent(Enumerable.Range(0, RowCount).ToArray(), rows.Select(row => (int)row.Id).ToArray());
        foreach (var (id, image, label) in rows)
        {
            Assert.AreEqual(Pixel((int)id), image);
            Assert.AreEqual(Label((int)id), label);
        }
    }

    [TestMethod]
    public void The_id_of_a_row_is_its_number_in_the_file()
    {
        var rows = Read(View(start: 990).GetRowCursor(View(start: 990).Schema));

        CollectionAssert.AreEqual(Enumerable.Range(990, 10).Select(row => (ulong)row).ToArray(), rows.Select(row => row.Id).ToArray());
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(1000)]
    public void A_set_of_cursors_shares_the_rows(int count)
    {
        var view = View();

        var cursors = view.GetRowCursorSet(view.Schema, count);

        Assert.IsLessThanOrEqualTo(count, cursors.Length);
        var rows = cursors.SelectMany(Read).ToArray();
        CollectionAssert.AreEqual(Enumerable.Range(0, RowCount).ToArray(), rows.Select(row => (int)row.Id).Order().ToArray());
    }

    [TestMethod]
    public void A_set_of_cursors_is_put_back_in_order_by_its_batches()
    {
        var cursors = View().GetRowCursorSet(View().Schema, 3);
        var batches = new List<(long Batch, ulong Id)>();
        foreach (var cursor in cursors)
        {
            var getId = cursor.GetIdGetter();
            long last = -1;
            while (cursor.MoveNext())
            {
                DataViewRowId id = default;
                getId(ref id);
                Assert.IsGreaterThanOrEqualTo(last, cursor.Batch);
                last = cursor.Batch;
                batches.Add((last, id.Low));
            }
        }

        CollectionAssert.AreEqual(
            Enumerable.Range(0, RowCount).Select(id => (ulong)id).ToArray(), batches.OrderBy(row => row.Batch).Select(row => row.Id)
            .ToArray());
    }

    [TestMethod]
    public void A_cursor_refuses_what_it_was_not_made_for()
    {
        var view = View();
        var image = view.Schema["Image"];
        var label = view.Schema["Label"];
        using var cursor = view.GetRowCursor([image]);

        Assert.IsTrue(cursor.IsColumnActive(image));
        Assert.IsFalse(cursor.IsColumnActive(label));
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<byte>(label)).Message, "'Label'");
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<VBuffer<float>>(image)).Message,
            "'Image'");
        VBuffer<byte> pixels = default;
        var getter = cursor.GetGetter<VBuffer<byte>>(image);
        Assert.ThrowsExactly<InvalidOperationException>(() => getter(ref pixels), "Before the first row.");
        while (cursor.MoveNext())
            getter(ref pixels);
        Assert.ThrowsExactly<InvalidOperationException>(() => getter(ref pixels), "After the last row.");
        Assert.IsFalse(cursor.MoveNext());
    }

    [TestMethod]
    public void Rows_cost_no_memory()
    {
        var view = View();
        using var cursor = view.GetRowCursor(view.Schema);
        var getImage = cursor.GetGetter<VBuffer<byte>>(view.Schema["Image"]);
        var getLabel = cursor.GetGetter<byte>(view.Schema["Label"]);
        VBuffer<byte> image = default;
        byte label = 0;
        cursor.MoveNext();
        getImage(ref image);

        long before = GC.GetAllocatedBytesForCurrentThread();
        while (cursor.MoveNext())
        {
            getImage(ref image);
            getLabel(ref label);
        }

        Assert.AreEqual(0L, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void Splits_into_training_and_test_rows_like_any_other_data()
    {
        var split = s_ml.Data.TrainTestSplit(View(), testFraction: 0.2);

        int train = split.TrainSet.GetColumn<byte>("Label").Count();
        int test = split.TestSet.GetColumn<byte>("Label").Count();

        Assert.AreEqual(RowCount, train + test);
        Assert.IsTrue(test is > 120 and < 280, $"{test} test rows.");
    }

    private static byte Pixel(int row) => (byte)(row * 7);

    private static byte Label(int row) => (byte)(row % 10);

    private static IDataView View(int start = 0)
    {
        using var folder = new TemporaryFolder();
        byte[] pixels = new byte[RowCount * 6];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = Pixel(i / 6);
        IdxFile.WriteImages(folder.File("i"), pixels, 2, 3);
        IdxFile.WriteLabels(folder.File("l"), [.. Enumerable.Range(0, RowCount).Select(Label)]);
        return s_ml.Data.LoadFromIdx(folder.File("i"), folder.File("l"), start);
    }

    private static List<(ulong Id, byte Image, byte Label)> Read(DataViewRowCursor cursor)
    {
        var rows = new List<(ulong, byte, byte)>();
        using (cursor)
        {
            var getId = cursor.GetIdGetter();
            var getImage = cursor.GetGetter<VBuffer<byte>>(cursor.Schema["Image"]);
            var getLabel = cursor.GetGetter<byte>(cursor.Schema["Label"]);
            DataViewRowId id = default;
            VBuffer<byte> image = default;
            byte label = 0;
            while (cursor.MoveNext())
            {
                Assert.AreEqual(rows.Count, cursor.Position);
                getId(ref id);
                getImage(ref image);
                getLabel(ref label);
                rows.Add((id.Low, image.GetValues()[5], label));
            }
        }

        return rows;
    }
}
