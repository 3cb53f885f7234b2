using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using Parquet;
using Parquet.Schema;

namespace MLFlux.Tests.Pipelines.Parquet;

/// <summary>Parquet files were refused: they had to be written as text, which lost the types of their columns.</summary>
[TestClass]
public sealed class ParquetTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    private static readonly TemporaryFolder s_folder = new();

    [ClassCleanup]
    public static void CleanUp() => s_folder.Dispose();

    [TestMethod]
    [DataRow(CompressionMethod.None)]
    [DataRow(CompressionMethod.Snappy)]
    [DataRow(CompressionMethod.Gzip)]
    [DataRow(CompressionMethod.Zstd)]
    public void Columns_of_every_type_are_read_with_their_gaps(CompressionMethod compression)
    {
        string path = s_folder.File($"types{compression}.parquet");
        WriteTypes(path, compression).GetAwaiter().GetResult();
        IDataView table = s_ml.Data.LoadParquet(path);
        Assert.AreEqual("whole:Single gapped:Single large:Int64 real:Double single:Single truth:Boolean perhaps:String money:Double "
            + "when:DateTime text:String", string.Join(' ', table.Schema.Select(column => $"{column.Name}:{column.Type}")));
        CollectionAssert.AreEqual((float[])[1, -2, 3], table.GetColumn<float>("whole").ToArray());
        CollectionAssert.AreEqual((float[])[1, float.NaN, 3], table.GetColumn<float>("gapped").ToArray());
        CollectionAssert.AreEqual((long[])[1L << 60, 2, 3], table.GetColumn<long>("large").ToArray());
        CollectionAssert.AreEqual((double[])[0.5, double.NaN, double.NaN], table.GetColumn<double>("real").ToArray());
        CollectionAssert.AreEqual((bool[])[true, false, true], table.GetColumn<bool>("truth").ToArray());
        CollectionAssert.AreEqual((string[])["True", "", "False"], table.GetColumn<string>("perhaps").ToArray());
        CollectionAssert.AreEqual((double[])[12.75, double.NaN, -0.01], table.GetColumn<double>("money").ToArray());
        CollectionAssert.AreEqual((DateTime[])[new(2024, 3, 1, 10, 30, 0), default, new(1969, 7, 20)],
            table.GetColumn<DateTime>("when").ToArray());
        CollectionAssert.AreEqual((string[])["größer", "", ""], table.GetColumn<string>("text").ToArray());
    }

    [TestMethod]
    public void Groups_of_rows_are_read_one_behind_another_and_learned_from()
    {
        string path = Houses("groups.parquet", groups: 5, rows: 60);
        IDataView table = s_ml.Data.LoadParquet(path);
        Assert.AreEqual(300, table.GetColumn<double>("price").Count());
        CollectionAssert.AreEqual(
            Enumerable.Range(0, 300).Select(i => (float)(i * 37 % 120)).ToArray(), table.GetColumn<float>("area").ToArray());
        ITransformer model = s_ml.Pipelines().Tabular(table, "price").Fit(table);
        Assert.IsGreaterThan(0.5, s_ml.Regression.Evaluate(model.Transform(table), "price").RSquared);
    }

    [TestMethod]
    public void Lists_and_structures_are_refused_by_name()
    {
        string path = s_folder.File("nested.parquet");
        var schema = new ParquetSchema(new DataField<int>("id"), new ListField("tags", new DataField<string>("element")),
            new StructField("place", new DataField<double>("lat"), new DataField<double>("lon")), new DataField<byte[]>("photo"));
        WriteNothing(path, schema).GetAwaiter().GetResult();
        string message = Assert.Throws<InvalidDataException>(() => s_ml.Data.LoadParquet(path)).Message;
        StringAssert.Contains(message, "'tags' holds a list");
        StringAssert.Contains(message, "'place' holds a structure");
        StringAssert.Contains(message, "'photo' holds bytes");
    }

    /// <summary>The list was opened as if it were one value a row once something was said of another column.</summary>
    [TestMethod]
    public void A_list_that_is_ignored_stands_beside_a_column_of_a_given_kind()
    {
        string path = s_folder.File("ignored.parquet");
        WriteTags(path).GetAwaiter().GetResult();
        IDataView table = s_ml.Data.LoadParquet(path, new TableOptions
        {
            Kinds = new Dictionary<string, TableColumnKind> { ["id"] = TableColumnKind.Double },
            Unread = new HashSet<string> { "tags" },
            RequiredColumn = "tags",
        });
        CollectionAssert.AreEqual((double[])[1, 2], table.GetColumn<double>("id").ToArray());
        CollectionAssert.AreEqual((string[])["", ""], table.GetColumn<string>("tags").ToArray());
    }

    [TestMethod]
    public void Files_that_are_none_or_damaged_are_an_error_that_names_them()
    {
        string path = Houses("whole.parquet", groups: 2, rows: 50), broken = s_folder.File("broken.parquet");
        byte[] whole = File.ReadAllBytes(path);
        Assert.Throws<FileNotFoundException>(() => s_ml.Data.LoadParquet(s_folder.File("absent.parquet")));
        File.WriteAllText(broken, "a,b\n1,2\n");
        StringAssert.Contains(Assert.Throws<InvalidDataException>(() => s_ml.Data.LoadParquet(broken)).Message, "no Parquet file");
        foreach (int length in (int[])[4, 8, 12, whole.Length / 2, whole.Length - 9, whole.Length - 1])
        {
            File.WriteAllBytes(broken, whole[..length]);
            StringAssert.Contains(Assert.Throws<InvalidDataException>(() => s_ml.Data.LoadParquet(broken)).Message, "broken.parquet");
        }

        // Whatever byte is wrong, the file is read or refused.
        var random = new Random(4);
        for (int i = 0; i < 200; i++)
        {
            byte[] changed = [.. whole];
            for (int j = 0; j <= i % 3; j++)
                changed[random.Next(4, whole.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(broken, changed);
            try
            {
                IDataView table = s_ml.Data.LoadParquet(broken);
                using DataViewRowCursor cursor = table.GetRowCursor(table.Schema);
                Assert.IsTrue(cursor.MoveNext());
            }
            catch (InvalidDataException fault)
            {
                StringAssert.Contains(fault.Message, "broken.parquet");
            }
        }
    }

    private static string Houses(string name, int groups, int rows)
    {
        string path = s_folder.File(name);
        WriteHouses(path, groups, rows).GetAwaiter().GetResult();
        return path;
    }

    private static async Task WriteNothing(string path, ParquetSchema schema)
    {
        await using FileStream file = File.Create(path);
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(schema, file);
    }

    private static async Task WriteTags(string path)
    {
        var schema = new ParquetSchema(new DataField<int>("id"), new ListField("tags", new DataField<string>("element")));
        await using FileStream file = File.Create(path);
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(schema, file);
        using ParquetRowGroupWriter part = writer.CreateRowGroup();
        await part.WriteAsync<int>(schema.DataFields[0], new int[] { 1, 2 }.AsMemory());
        await part.WriteAsync(schema.DataFields[1], new string?[] { "a", "b", "c" }!, new int[] { 0, 1, 0 }.AsMemory());
    }

    private static async Task WriteTypes(string path, CompressionMethod compression)
    {
        var schema = new ParquetSchema(
            new DataField<int>("whole"), new DataField<int?>("gapped"), new DataField<long>("large"), new DataField<double?>("real"),
            new DataField<float>("single"), new DataField<bool>("truth"), new DataField<bool?>("perhaps"),
            new DecimalDataField("money", 10, 2, isNullable: true),
            new DateTimeDataField("when", DateTimeFormat.Timestamp, isAdjustedToUTC: false, DateTimeTimeUnit.Micros, isNullable: true),
            new DataField<string>("text"));
        DataField[] fields = schema.DataFields;
        await using FileStream file = File.Create(path);
        await using ParquetWriter writer =
            await ParquetWriter.CreateAsync(schema, file, new ParquetOptions { CompressionMethod = compression });
        using ParquetRowGroupWriter part = writer.CreateRowGroup();
        await part.WriteAsync<int>(fields[0], new int[] { 1, -2, 3 }.AsMemory());
        await part.WriteAsync<int>(fields[1], new int?[] { 1, null, 3 }.AsMemory());
        await part.WriteAsync<long>(fields[2], new long[] { 1L << 60, 2, 3 }.AsMemory());
        await part.WriteAsync<double>(fields[3], new double?[] { 0.5, null, double.NaN }.AsMemory());
        await part.WriteAsync<float>(fields[4], new float[] { 0.5f, 1, 2 }.AsMemory());
        await part.WriteAsync<bool>(fields[5], new bool[] { true, false, true }.AsMemory());
        await part.WriteAsync<bool>(fields[6], new bool?[] { true, null, false }.AsMemory());
        await part.WriteAsync<decimal>(fields[7], new decimal?[] { 12.75m, null, -0.01m }.AsMemory());
        await part.WriteAsync<DateTime>(fields[8], new DateTime?[] { new(2024, 3, 1, 10, 30, 0), null, new(1969, 7, 20) }.AsMemory());
        await part.WriteAsync(fields[9], new string?[] { "größer", null, "" }!);
    }

    private static async Task WriteHouses(string path, int groups, int rows)
    {
        var schema = new ParquetSchema(new DataField<int>("area"), new DataField<string>("town"), new DataField<double?>("price"));
        await using FileStream file = File.Create(path);
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(schema, file);
        for (int group = 0; group < groups; group++)
        {
            int[] numbers = [.. Enumerable.Range(group * rows, rows)];
            using ParquetRowGroupWriter part = writer.CreateRowGroup();
            await part.WriteAsync<int>(schema.DataFields[0], numbers.Select(i => i * 37 % 120).ToArray().AsMemory());
            await part.WriteAsync(schema.DataFields[1], numbers.Select(i => i % 3 == 0 ? "Bern" : "Basel").ToArray());
            await part.WriteAsync<double>(schema.DataFields[2],
                numbers.Select(i => (double?)((i * 37 % 120 * 5.5) + (i % 3 * 50))).ToArray().AsMemory());
        }
    }
}
