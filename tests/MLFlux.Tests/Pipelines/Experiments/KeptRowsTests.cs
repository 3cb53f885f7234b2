using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Views;

namespace MLFlux.Tests.Pipelines.Experiments;

[TestClass]
public sealed class KeptRowsTests
{
    [TestMethod]
    public void An_exception_left_a_thread_behind_that_went_on_scoring()
    {
        var ml = new MLContext(1);
        int read = 0;
        IDataView scored = ml.Transforms.CustomMapping<Row, Score>(
            (row, score) => score.Value = Interlocked.Increment(ref read) > 500 ? throw new InvalidDataException("row 500") : row.X,
            contractName: null)
            .Fit(Rows(ml)).Transform(Rows(ml));

        Assert.Throws<Exception>(() => KeptRows.Keep(ml, scored, "Value"));
        int atTheEnd = read;
        Thread.Sleep(50);
        Assert.AreEqual(atTheEnd, read);
    }

    [TestMethod]
    public void What_is_stopped_reads_no_further()
    {
        var ml = new MLContext(1);
        var rows = new StoppableRows(Rows(ml));
        using DataViewRowCursor cursor = rows.GetRowCursor([rows.Schema[0]]);
        ValueGetter<float> get = cursor.GetGetter<float>(rows.Schema[0]);
        float value = 0;
        Assert.IsTrue(cursor.MoveNext());
        get(ref value);
        rows.Stop();
        Assert.ThrowsExactly<OperationCanceledException>(() => cursor.MoveNext());
        Assert.ThrowsExactly<OperationCanceledException>(() => get(ref value));
    }

    [TestMethod]
    public void Kept_rows_are_the_rows()
    {
        var ml = new MLContext(1);
        CollectionAssert.AreEqual(Rows(ml).GetColumn<float>("X").ToArray(), KeptRows.Keep(ml, Rows(ml), "X", "absent").GetColumn<float>("X")
            .ToArray());
    }

    private static IDataView Rows(MLContext ml) =>
        ml.Data.LoadFromEnumerable(Enumerable.Range(0, 20_000).Select(i => new Row { X = i }).ToArray());

    private sealed class Row
    {
        public float X { get; set; }
    }

    private sealed class Score
    {
        public float Value { get; set; }
    }
}
