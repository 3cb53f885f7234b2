using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Views;

/// <summary>Rank 0 is given the rows that all ranks have scored, as one process would score them.</summary>
[TestClass]
public sealed class TransformByRankTests
{
    private const int Rows = 20_000;

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Columns_of_every_type_are_those_of_one_process_in_the_order_of_the_rows(int count)
    {
        string[][] columns = ByRank(count, Rows, (_, scored) => Texts(scored));
        var ml = new MLContext(seed: 1);
        string[] expected = Texts(Model(ml).Fit(View(ml, 10)).Transform(View(ml, Rows)));

        Assert.HasCount(20, expected);
        CollectionAssert.AreEqual(expected, columns[0]);
        for (int rank = 1; rank < count; rank++)
            Assert.IsEmpty(columns[rank], "Rank 0 alone reads.");
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(8192)]
    [DataRow(3 * 8192)]
    public void Any_number_of_rows_is_read_once_and_as_often_as_asked(int rows)
    {
        long[][] counts = ByRank<long>(3, rows, (_, scored) =>
            [scored.GetColumn<int>(nameof(Wide.Int)).LongCount(), scored.GetColumn<float>("Score").LongCount()]);

        Assert.AreEqual(rows, counts[0][0]);
        Assert.AreEqual(rows, counts[0][1]);
    }

    [TestMethod]
    public void A_pass_may_end_early_and_another_one_begin_inside_it()
    {
        int[][] read = ByRank<int>(2, Rows, (_, scored) =>
        {
            DataViewSchema.Column column = scored.Schema[nameof(Wide.Int)];
            using DataViewRowCursor first = scored.GetRowCursor([column]), inside = scored.GetRowCursor([column]);
            ValueGetter<int> ofFirst = first.GetGetter<int>(column), ofInside = inside.GetGetter<int>(column);
            int a = 0, b = 0;
            for (int i = 0; i < 9000; i++)
            {
                Assert.IsTrue(first.MoveNext() && inside.MoveNext());
                ofFirst(ref a);
                ofInside(ref b);
                Assert.AreEqual(i, a);
                Assert.AreEqual(i, b);
                Assert.AreEqual(i, first.Position);
            }

            return [a, b, scored.GetColumn<int>(column).Last()];
        });

        CollectionAssert.AreEqual(new[] { 8999, 8999, Rows - 1 }, read[0]);
    }

    [TestMethod]
    public void The_rows_may_be_read_after_the_call_too()
    {
        IDataView[] kept = ThreadRanks.Run(2, ranks =>
        {
            IDataView all = new MLContext().Data.LoadFromEnumerable(Array.Empty<Scored>());
            Run(ranks, Rows, failing: -1, scored => all = scored);
            return all;
        });

        Assert.AreEqual(Rows, kept[0].GetColumn<float>("Score").Count());
    }

    [TestMethod]
    public void What_one_rank_cannot_score_is_said_on_all()
    {
        string[] messages = ThreadRanks.Run(3, ranks => Assert.Throws<InvalidOperationException>(() => Run(ranks, Rows,
            failing: ranks.Index == 1 ? 9000 : -1, scored => Assert.AreEqual(Rows, scored.GetColumn<float>("Score").Count()))).ToString());

        foreach (string message in messages)
            StringAssert.Contains(message, "row 9000 cannot be scored");
        StringAssert.Contains(messages[0], "Rank 1 of 3 failed");
    }

    [TestMethod]
    public void What_rank_0_meets_while_it_reads_is_said_on_all()
    {
        string[] messages = ThreadRanks.Run(2, ranks => Assert.Throws<Exception>(() => Run(ranks, Rows, failing: -1, scored =>
        {
            using DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema[nameof(Wide.Int)]);
            cursor.MoveNext();
            throw new IOException("the disk is full");
        })).Message);

        CollectionAssert.AreEqual(new[] { "the disk is full", "Rank 0 of 2 failed: IOException: the disk is full" }, messages);
        Exception[] cancelled = ThreadRanks.Run(2, ranks => Assert.Throws<Exception>(
            () => Run(ranks, Rows, failing: -1, _ => throw new OperationCanceledException())));
        Assert.IsInstanceOfType<OperationCanceledException>(cancelled[1]);
    }

    /// <summary>What rank 0 reads; nothing for the others.</summary>
    private static T[][] ByRank<T>(int count, int rows, Func<MLContext, IDataView, T[]> read) => count == 1
        ? [Read(Ranks.Alone, rows, read)] : ThreadRanks.Run(count, ranks => Read(ranks, rows, read));

    private static T[] Read<T>(Ranks ranks, int rows, Func<MLContext, IDataView, T[]> read)
    {
        T[] result = [];
        Run(ranks, rows, failing: -1, scored => result = read(new MLContext(), scored));
        return result;
    }

    private static void Run(Ranks ranks, int rows, int failing, Action<IDataView> read)
    {
        var ml = new MLContext(seed: 1);
        IDataView view = View(ml, rows);
        ITransformer model = Model(ml, failing).Fit(View(ml, 10));
        ml.Model.TransformByRank(model, view, ranks, read);
    }

    private static EstimatorChain<Microsoft.ML.Transforms.OneHotEncodingTransformer> Model(MLContext ml, int failing = -1) =>
        ml.Transforms.CustomMapping<Scored, Outcome>(
            (row, outcome) => outcome.Score = row.Int == failing
                ? throw new InvalidDataException($"row {failing} cannot be scored") : row.Single / 3, null)
            .Append(ml.Transforms.Conversion.MapValueToKey("Key", nameof(Wide.Text)))
            .Append(ml.Transforms.Categorical.OneHotEncoding("Sparse", nameof(Wide.Text)));

    private static IDataView View(MLContext ml, int rows) => ml.Data.LoadFromEnumerable(Enumerable.Range(0, rows).Select(i => new Wide
    {
        Bool = i % 3 == 0, Sbyte = (sbyte)(i % 100), Byte = (byte)i, Short = (short)i, Ushort = (ushort)i, Int = i, Uint = (uint)i,
        Long = 1L << (i % 63), Ulong = (ulong)i, Single = i % 7 == 0 ? float.NaN : i, Double = i / 7.0, Text = $"text {i % 5}",
        Time = new DateTime(2020, 1, 1).AddMinutes(i), Span = TimeSpan.FromSeconds(i), Offset = new DateTimeOffset(2020, 1, 1, 0, 0, 0,
        TimeSpan.FromHours(i % 3)), Vector = [i, i + 1], Texts = [$"{i}", ""],
    }));

    /// <summary>Each column with all its values.</summary>
    private static string[] Texts(IDataView view) =>
    [
        .. view.Preview(maxRows: Rows + 1).ColumnView.Where(column => !column.Column.IsHidden)
            .Select(column => $"{column.Column.Name}: {string.Join(' ', column.Values.Select(Text))}"),
    ];

    private static string Text(object value) => value switch
    {
        VBuffer<float> vector => $"{vector.Length}, {vector.GetValues().Length}: {string.Join(',', vector.DenseValues())}",
        VBuffer<ReadOnlyMemory<char>> vector => string.Join(',', vector.DenseValues()),
        _ => $"{value}",
    };

    private sealed class Scored
    {
        public int Int { get; set; }

        public float Single { get; set; }
    }

    private sealed class Wide
    {
        public bool Bool { get; set; }

        public sbyte Sbyte { get; set; }

        public byte Byte { get; set; }

        public short Short { get; set; }

        public ushort Ushort { get; set; }

        public int Int { get; set; }

        public uint Uint { get; set; }

        public long Long { get; set; }

        public ulong Ulong { get; set; }

        public float Single { get; set; }

        public double Double { get; set; }

        public string Text { get; set; } = "";

        public DateTime Time { get; set; }

        public TimeSpan Span { get; set; }

        public DateTimeOffset Offset { get; set; }

        [VectorType(2)]
        public float[] Vector { get; set; } = [0, 0];

        public string[] Texts { get; set; } = [];
    }

    private sealed class Outcome
    {
        public float Score { get; set; }
    }
}
