using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Columns;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Pipelines.Columns;

/// <summary>A table was read from its file again by each use, some eight times in one training.</summary>
[TestClass]
public sealed class KeptTableTests
{
    private const long Enough = 1L << 30;

    private static readonly MLContext s_ml = new(seed: 1);

    [TestMethod]
    [DataRow(1)]
    [DataRow(1000)]
    [DataRow(KeptColumn.ChunkRows)]
    [DataRow(KeptColumn.ChunkRows + 7)]
    public void Every_value_comes_back_as_it_was(int count)
    {
        Row[] rows = [.. Enumerable.Range(0, count).Select(Make)];
        KeptTable kept = KeptTable.Read(s_ml.Data.LoadFromEnumerable(rows), Enough)!;
        Assert.AreEqual(count, kept.GetRowCount());
        CollectionAssert.AreEqual(rows.Select(Text).ToArray(), Texts(kept));
        CollectionAssert.AreEqual(rows.Select(Text).ToArray(), Texts(kept), "the second time");
    }

    [TestMethod]
    public void Numbers_at_the_edges_of_narrow_types_come_back()
    {
        float[] edges =
        [
            -128, -127, 127, 128, -32768, -32767, 32767, 32768, 65535, float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f, 0,
            float.MaxValue, float.MinValue, float.Epsilon, 16777216, 16777217, 0.5f,
        ];
        foreach (float edge in edges)
        {
            // With each alone beside a zero, the piece is stored in the smallest type that keeps it.
            Number[] rows = [new() { Single = edge, Double = edge, Long = (long)edge }, new()];
            Number[] kept = [.. s_ml.Data.CreateEnumerable<Number>(KeptTable.Read(s_ml.Data.LoadFromEnumerable(rows), Enough), false)];
            Assert.AreEqual(BitConverter.SingleToInt32Bits(edge), BitConverter.SingleToInt32Bits(kept[0].Single), $"{edge}");
            Assert.AreEqual(BitConverter.DoubleToInt64Bits(edge), BitConverter.DoubleToInt64Bits(kept[0].Double), $"{edge}");
            Assert.AreEqual((long)edge, kept[0].Long);
        }

        double[] doubles = [0.1, double.MaxValue, double.Epsilon, 1e300, -1 / 3.0, 9007199254740993];
        Number[] wide = [.. doubles.Select(value => new Number { Double = value, Long = BitConverter.DoubleToInt64Bits(value) })];
        Number[] back = [.. s_ml.Data.CreateEnumerable<Number>(KeptTable.Read(s_ml.Data.LoadFromEnumerable(wide), Enough), false)];
        CollectionAssert.AreEqual(doubles, back.Select(row => row.Double).ToArray());
        CollectionAssert.AreEqual(wide.Select(row => row.Long).ToArray(), back.Select(row => row.Long).ToArray());
    }

    [TestMethod]
    public void Small_numbers_and_texts_that_come_again_take_a_byte_or_two()
    {
        // So many rows that the pieces being filled, which are as wide as the types of the columns, are less than a byte of each row.
        const int Rows = 2_000_000;
        IDataView data = s_ml.Data.LoadFromEnumerable(Enumerable.Range(0, Rows)
            .Select(i => new Narrow { Age = i % 90, City = $"city {i % 200}", Year = 1900 + (i % 120) }));
        Assert.IsNotNull(KeptTable.Read(data, (Rows * 4) + 1_500_000));
        Assert.IsNull(KeptTable.Read(data, Rows * 3), "more was kept than the budget");
    }

    [TestMethod]
    public void Rows_are_gone_to_by_their_places_in_any_order_by_many_cursors_at_a_time()
    {
        Row[] rows = [.. Enumerable.Range(0, 5_000).Select(Make)];
        KeptTable kept = KeptTable.Read(s_ml.Data.LoadFromEnumerable(rows), Enough)!;
        int[] places = [4_999, 0, 17, 17, 2_500];
        using DataViewRowCursor cursor = kept.GetRowCursor(kept.Schema, new RowPlaces(places, places.Length), CancellationToken.None);
        ValueGetter<int> read = cursor.GetGetter<int>(kept.Schema["Number"]);
        var seen = new List<int>();
        int value = 0;
        while (cursor.MoveNext())
        {
            Assert.AreEqual(seen.Count, cursor.Position);
            read(ref value);
            seen.Add(value);
        }

        CollectionAssert.AreEqual(places, seen);
        Parallel.For(0, 8, _ => CollectionAssert.AreEqual(rows.Select(Text).ToArray(), Texts(kept)));
    }

    /// <summary>A cursor began again when it was moved on from the end.</summary>
    [TestMethod]
    public void A_cursor_at_the_end_stays_there()
    {
        KeptTable kept = KeptTable.Read(s_ml.Data.LoadFromEnumerable([Make(0), Make(1)]), Enough)!;
        using DataViewRowCursor cursor = kept.GetRowCursor(kept.Schema);
        Assert.IsTrue(cursor.MoveNext() && cursor.MoveNext());
        Assert.IsFalse(cursor.MoveNext());
        Assert.IsFalse(cursor.MoveNext());
        Assert.AreEqual(-1, cursor.Position);
    }

    [TestMethod]
    public void A_split_of_a_split_of_rows_in_memory_is_that_of_the_rows_themselves()
    {
        IDataView data = s_ml.Data.LoadFromEnumerable(Enumerable.Range(0, 500).Select(Make).ToArray());
        IDataView[] views = [data, KeptTable.Read(data, Enough)!, new KeptOnDemand(data, Enough), new KeptOnDemand(data, 10)];
        string[][] parts = [.. views.Select(view =>
        {
            HeldOutSplit outer = s_ml.Data.TrainTestSplit(view, Splits.Random());
            HeldOutSplit inner = s_ml.Data.TrainTestSplit(outer.TrainSet, Splits.Random(0.3), seed: 9);
            Assert.AreEqual(400, inner.TrainRows + inner.TestRows);
            return (string[])[.. Texts(inner.TrainSet), "", .. Texts(inner.TestSet), "", .. Texts(outer.TestSet)];
        })];
        foreach (string[] other in parts[1..])
            CollectionAssert.AreEqual(parts[0], other);
    }

    /// <summary>ML.NET puts the rows of several cursors in order by their batches.</summary>
    [TestMethod]
    [DataRow(1, 3)]
    [DataRow(1_000, 1)]
    [DataRow(1_000, 2)]
    [DataRow(1_024, 5)]
    public void Rows_that_several_cursors_share_are_all_rows_in_the_order_of_their_batches(int count, int cursors)
    {
        IDataView data = s_ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(Make).ToArray());
        KeptTable table = KeptTable.Read(data, Enough)!;
        var views = new List<IDataView> { table, new KeptOnDemand(data, Enough) };
        if (count > 1)
            views.Add(s_ml.Data.TrainTestSplit(table, Splits.Random(0.3)).TrainSet);
        foreach (IDataView view in views)
        {
            var rows = new List<(long Batch, long Position, int Cursor, float Number)>();
            DataViewRowCursor[] set = view.GetRowCursorSet(view.Schema, cursors);
            Assert.HasCount(cursors, set);
            foreach ((int index, DataViewRowCursor cursor) in set.Index())
            {
                ValueGetter<float> get = cursor.GetGetter<float>(view.Schema["Single"]);
                float value = 0;
                for (; cursor.MoveNext(); get(ref value), rows.Add((cursor.Batch, cursor.Position, index, value)))
                    Assert.IsTrue(rows.Count == 0 || rows[^1].Cursor != index || cursor.Batch >= rows[^1].Batch);
                cursor.Dispose();
            }

            CollectionAssert.AreEqual(
                view.GetColumn<float>("Single").ToArray(),
                rows.OrderBy(row => row.Batch).ThenBy(row => row.Position).Select(row => row.Number).ToArray());
            Assert.IsTrue(rows.GroupBy(row => row.Batch).All(batch => batch.Select(row => row.Cursor).Distinct().Count() == 1));
        }
    }

    [TestMethod]
    public void What_is_made_of_rows_in_memory_by_several_threads_is_in_order()
    {
        IDataView data = s_ml.Data.LoadFromEnumerable(Enumerable.Range(0, 5_000).Select(Make).ToArray());
        var model = s_ml.Transforms.Concatenate("V", "Single").Append(s_ml.Transforms.NormalizeRobust("V")).Fit(data);

        float[][] expected = [.. model.Transform(data).GetColumn<float[]>("V")];
        float[][] found = [.. model.Transform(KeptTable.Read(data, Enough)!).GetColumn<float[]>("V")];

        CollectionAssert.AreEqual(expected.SelectMany(row => row).ToArray(), found.SelectMany(row => row).ToArray());
    }

    [TestMethod]
    public void Columns_of_vectors_of_others_than_floats_are_not_kept() =>
        Assert.IsNull(KeptTable.Read(s_ml.Transforms.Concatenate("V", "Double", "Double")
            .Fit(s_ml.Data.LoadFromEnumerable(new Number[3])).Transform(s_ml.Data.LoadFromEnumerable(new Number[3])), Enough));

    /// <summary>ML.NET's cache took eight bytes for each value of a row, and a fit's rows of slots as much again.</summary>
    [TestMethod]
    public void Vectors_of_numbers_and_slots_come_back_in_half_the_memory()
    {
        const int Rows = 3_000, Numbers = 16, Slots = 1_200;
        IDataView levels = s_ml.Data.LoadFromEnumerable(Enumerable.Range(0, Rows).Select(i => new Levels
        {
            Numbers = [.. Enumerable.Range(0, Numbers).Select(n => (i + n) % 11 == 0 ? 0 : (float)Math.Sin(i + (n * 0.37)))],
            Level = (uint)(i * 7 % Slots) + 1,
        }));
        IDataView rows = s_ml.Transforms.Conversion.MapKeyToVector("Level").Append(s_ml.Transforms.Concatenate("V", "Numbers", "Level"))
            .Fit(levels).Transform(levels);
        DataViewSchema.Column column = rows.Schema["V"];
        KeptTable kept = KeptTable.Read(rows, [column], Enough)!;
        Assert.IsTrue(kept.Has(column));
        Assert.IsFalse(kept.Has(rows.Schema["Level"]));
        foreach ((float[] expected, float[] found) in rows.GetColumn<float[]>(column).Zip(kept.GetColumn<float[]>(column)))
            CollectionAssert.AreEqual(expected, found);

        using DataViewRowCursor cursor = rows.GetRowCursor([column]);
        var filled = new KeptVectors(cursor, column);
        while (cursor.MoveNext())
            filled.Append();
        Assert.IsLessThan(4 * (Numbers + 1) * Rows * 1.4, filled.Bytes);
    }

    [TestMethod]
    public void Rows_are_there_without_their_file_once_they_were_read()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("once.csv");
        File.WriteAllLines(path, Enumerable.Range(0, 300).Select(i => $"{i},{i % 7},town {i % 5}").Prepend("a,b,town"));
        IDataView table = s_ml.Data.LoadTable(path), again = s_ml.Data.LoadTable(path, new TableOptions { MemoryBudget = 0 });
        string[] first = Texts(table);
        File.Delete(path);
        CollectionAssert.AreEqual(first, Texts(table));
        Assert.Throws<Exception>(() => Texts(again));
    }

    private static string[] Texts(IDataView view)
    {
        var rows = new List<string>();
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        Func<string>[] read = [.. view.Schema.Select(column => Reader(cursor, column))];
        while (cursor.MoveNext())
            rows.Add(string.Join('|', read.Select(each => each())));
        return [.. rows];
    }

    private static Func<string> Reader(DataViewRow row, DataViewSchema.Column column)
    {
        return column.Type.RawType switch
        {
            var type when type == typeof(int) => Of<int>(),
            var type when type == typeof(float) => Of<float>(),
            var type when type == typeof(double) => Of<double>(),
            var type when type == typeof(long) => Of<long>(),
            var type when type == typeof(ushort) => Of<ushort>(),
            var type when type == typeof(bool) => Of<bool>(),
            var type when type == typeof(DateTime) => Of<DateTime>(),
            _ => Of<ReadOnlyMemory<char>>(),
        };

        Func<string> Of<T>()
        {
            ValueGetter<T> get = row.GetGetter<T>(column);
            T value = default!;
            return () =>
            {
                get(ref value);
                return Show(value);
            };
        }
    }

    private static string Show<T>(T value) => value switch
    {
        DateTime date => date.Ticks.ToString(CultureInfo.InvariantCulture),
        IFormattable number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => $"{value}",
    };

    private static string Text(Row row) => string.Join('|', Show(row.Number), Show(row.Single), Show(row.Double), Show(row.Long),
        Show(row.Small), Show(row.Flag), Show(row.Time), row.Level, row.Free);

    private static Row Make(int i) => new()
    {
        Number = i,
        Single = i % 11 == 0 ? float.NaN : i % 100,
        Double = i % 13 == 0 ? double.NaN : i / 7.0,
        Long = i * 5_000_000_000L,
        Small = (ushort)(i % 65_536),
        Flag = i % 3 == 0,
        Time = new DateTime(1999, 1, 1).AddSeconds(i),
        Level = i % 4 == 0 ? "" : $"level {i % 300}",
        Free = i % 1000 == 500 ? $"half \uD83D and {i}" : $"größer 😀 {i}",
    };

    private sealed class Row
    {
        public int Number { get; set; }

        public float Single { get; set; }

        public double Double { get; set; }

        public long Long { get; set; }

        public ushort Small { get; set; }

        public bool Flag { get; set; }

        public DateTime Time { get; set; }

        public string Level { get; set; } = "";

        public string Free { get; set; } = "";
    }

    private sealed class Number
    {
        public float Single { get; set; }

        public double Double { get; set; }

        public long Long { get; set; }
    }

    private sealed class Narrow
    {
        public float Age { get; set; }

        public string City { get; set; } = "";

        public double Year { get; set; }
    }

    private sealed class Levels
    {
        [VectorType(16)]
        public required float[] Numbers { get; set; }

        [KeyType(1_200)]
        public uint Level { get; set; }
    }
}
