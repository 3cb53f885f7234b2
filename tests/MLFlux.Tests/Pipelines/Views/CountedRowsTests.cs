using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Progress;
using MLFlux.Splitting;
using MLFlux.Tests.Support;
using MLFlux.Views;

namespace MLFlux.Tests.Pipelines.Views;

/// <summary>What read rows showed not how far it was, and could not be cancelled.</summary>
[TestClass]
public sealed class CountedRowsTests
{
    [TestMethod]
    public void Rows_are_counted_in_all_passes_and_are_the_same()
    {
        var ml = new MLContext(seed: 1);
        var counter = new RowCounter(CancellationToken.None);
        IDataView rows = House.View(ml, 50), counted = new CountedRows(rows, counter);
        for (int pass = 1; pass <= 2; pass++)
        {
            CollectionAssert.AreEqual(rows.GetColumn<double>("Area").ToArray(), counted.GetColumn<double>("Area").ToArray());
            Assert.AreEqual(pass * 50L, counter.Rows);
        }
    }

    [TestMethod]
    public void Reading_ends_at_the_row_at_which_it_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var ml = new MLContext(seed: 1);
        var counted = new CountedRows(House.View(ml, 50), new RowCounter(cancel.Token));
        using DataViewRowCursor cursor = counted.GetRowCursor([]);
        Assert.IsTrue(cursor.MoveNext());
        cancel.Cancel();
        Assert.ThrowsExactly<OperationCanceledException>(() => cursor.MoveNext());
    }

    [TestMethod]
    public void A_table_is_counted_while_it_is_inferred_and_its_reading_can_be_cancelled()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("rows.csv");
        File.WriteAllLines(path, Enumerable.Range(0, 200).Select(i => $"{i},{i % 3}").Prepend("a,b"));
        var ml = new MLContext(seed: 1);
        var counter = new RowCounter(CancellationToken.None);
        ml.Data.InferTable(path, new TableOptions { Counter = counter });
        Assert.AreEqual(200L, counter.Rows, "the header and the end are no rows");

        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Assert.ThrowsExactly<OperationCanceledException>(
            () => ml.Data.InferTable(path, new TableOptions { Counter = new RowCounter(cancel.Token) }));
    }

    [TestMethod]
    public void Rows_of_a_table_in_memory_are_still_taken_by_their_places()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("rows.csv");
        File.WriteAllLines(path, Enumerable.Range(0, 200).Select(i => $"{i},{i % 3}").Prepend("a,b"));
        var ml = new MLContext(seed: 1);
        var counter = new RowCounter(CancellationToken.None);
        IDataView counted = new CountedRows(ml.Data.LoadTable(path), counter);
        HeldOutSplit parts = SplitViews.HoldOut(counted, Splits.Random(0.2), 1, CancellationToken.None);
        long before = counter.Rows;
        Assert.AreEqual(parts.TestRows, parts.TestSet.GetColumn<float>("a").LongCount());
        Assert.AreEqual(before, counter.Rows);
    }
}
