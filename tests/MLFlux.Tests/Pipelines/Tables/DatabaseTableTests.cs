using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.Tests.Support;
using Npgsql;

namespace MLFlux.Tests.Pipelines.Tables;

/// <summary>Databases had to be exported to text; what their columns hold was left to whoever wrote the loader.</summary>
[TestClass]
public sealed class DatabaseTableTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    [TestMethod]
    public void Types_of_a_database_become_columns_that_the_planner_understands()
    {
        using Database shop = new("""
            create table orders (number integer, weight real, name text, day datetime, small integer null, large integer, gone text,
                amount decimal(10,2), code text);
            insert into orders values
                (1, 2.5, 'apple', '2024-03-01 10:30:00', 3, 9007199254740993, null, 12.75, '007'),
                (2, null, 'pear', '2024-12-24', null, 5, null, 3, '012'),
                (3, 0.125, null, null, -7, 6, null, 0.1, '100');
            """);
        IDataView orders = s_ml.Data.LoadTable(shop.Source("select * from orders order by number"));
        Assert.AreEqual(
            "number:Single weight:Double name:String day:DateTime small:Single large:Int64 gone:Single amount:Double code:String",
            Types(orders));
        CollectionAssert.AreEqual((double[])[2.5, double.NaN, 0.125], orders.GetColumn<double>("weight").ToArray());
        CollectionAssert.AreEqual((string[])["apple", "pear", ""], orders.GetColumn<string>("name").ToArray());
        CollectionAssert.AreEqual((float[])[3, float.NaN, -7], orders.GetColumn<float>("small").ToArray());
        CollectionAssert.AreEqual((long[])[9007199254740993, 5, 6], orders.GetColumn<long>("large").ToArray());
        CollectionAssert.AreEqual((double[])[12.75, 3, 0.1], orders.GetColumn<double>("amount").ToArray());
        CollectionAssert.AreEqual((string[])["007", "012", "100"], orders.GetColumn<string>("code").ToArray());
        CollectionAssert.AreEqual((DateTime[])[new(2024, 3, 1, 10, 30, 0), new(2024, 12, 24), default],
            orders.GetColumn<DateTime>("day").ToArray());
        Assert.IsTrue(float.IsNaN(orders.GetColumn<float>("gone").First()));
    }

    [TestMethod]
    public void Values_of_every_type_of_ADO_NET_have_a_column()
    {
        (object?[] Values, string Column, object[] Expected)[] cases =
        [
            ([(byte)1, (sbyte)-2, null], "Single", [1f, -2f, float.NaN]),
            ([(short)300, (ushort)65535, 1 << 24], "Single", [300f, 65535f, 16777216f]),
            ([1, (1 << 24) + 1], "Double", [1.0, 16777217.0]),
            ([1L << 60, 3UL], "Int64", [1L << 60, 3L]),
            ([1L << 60, null], "String", ["1152921504606846976", ""]),
            ([ulong.MaxValue, 1], "String", ["18446744073709551615", "1"]),
            ([1.5f, null], "Single", [1.5f, float.NaN]),
            ([1.5m, 2], "Double", [1.5, 2.0]),
            ([1.5f, (1 << 24) + 1], "Double", [1.5, 16777217.0]),
            ([true, false], "Boolean", [true, false]),
            ([true, null], "String", ["True", ""]),
            ([new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.FromHours(5)), null], "DateTime",
                [new DateTime(2020, 1, 2, 3, 4, 5), default(DateTime)]),
            ([new DateOnly(2020, 1, 2), new TimeOnly(7, 30), TimeSpan.FromMinutes(90)], "DateTime",
                [new DateTime(2020, 1, 2), new DateTime(1900, 1, 1, 7, 30, 0), new DateTime(1900, 1, 1, 1, 30, 0)]),
            (["a", 1, 2.5, null], "String", ["a", "1", "2.5", ""]),
            ([Guid.Empty, 'x'], "String", [$"{Guid.Empty}", "x"]),
            ([null, null], "Single", [float.NaN, float.NaN]),
        ];
        foreach ((object?[] values, string column, object[] expected) in cases)
        {
            IDataView table = MLFlux.Tables.TypedTable.Infer(s_ml.Data, new MadeSource(values), new TableOptions()).Rows;
            Assert.AreEqual($"value:{column}", Types(table), string.Join(", ", values));
            CollectionAssert.AreEqual(expected, Boxed(table), string.Join(", ", values));
        }
    }

    [TestMethod]
    public void A_ready_pipeline_learns_from_a_query()
    {
        using Database houses = Houses(400);
        IDataView table = s_ml.Data.LoadTable(houses.Source("select * from houses order by id"));
        ReadyPipeline pipeline = s_ml.Pipelines().Tabular(table, "price");
        Assert.AreEqual(PredictionTask.Regression, pipeline.Task);
        Assert.AreEqual(ColumnUse.Date, pipeline.Choices.Single(choice => choice.ColumnName == "built").Use);
        Assert.AreEqual(ColumnUse.Category, pipeline.Choices.Single(choice => choice.ColumnName == "town").Use);
        ITransformer model = pipeline.Fit(table);
        double fit = s_ml.Regression.Evaluate(model.Transform(table), "price").RSquared;
        Assert.IsGreaterThan(0.5, fit);
    }

    [TestMethod]
    public void ML_NETs_own_loader_of_databases_feeds_a_ready_pipeline()
    {
        using Database houses = Houses(120);
        IDataView table = s_ml.Data.CreateDatabaseLoader<House>().Load(houses.Source("select area, town, price from houses order by id"));
        ITransformer model = s_ml.Pipelines().Tabular(table, "price").Fit(table);
        Assert.AreEqual(120, model.Transform(table).GetColumn<float>("Score").Count());
    }

    [TestMethod]
    public void What_cannot_be_read_is_an_error_that_names_it()
    {
        using Database shop = new(
            "create table t (a integer, b blob, c text); insert into t values (1, x'00ff', 'one'), (2, x'01', 'two');");
        Says("'b' holds bytes", () => s_ml.Data.LoadTable(shop.Source("select * from t")));
        Says("no such table", () => s_ml.Data.LoadTable(shop.Source("select * from u")));
        Says("has no row", () => s_ml.Data.LoadTable(shop.Source("select a from t where a > 5")));
        Says("2 columns 'a'", () => s_ml.Data.LoadTable(shop.Source("select a, a from t")));
        Says("cannot be reached", () => s_ml.Data.LoadTable(new DatabaseSource(
            SqliteFactory.Instance, "Data Source=/nowhere/at/all.db;Mode=ReadOnly", "select 1")));
        var number = new TableOptions { Kinds = new Dictionary<string, TableColumnKind> { ["c"] = TableColumnKind.Number } };
        Says("row 1 has 'one' in column 'c', which is no number", () => s_ml.Data.LoadTable(shop.Source("select a, c from t"), number));
        Says("nearest", () => s_ml.Data.LoadTable(shop.Source("select a as amount from t"), new TableOptions
        {
            Kinds = new Dictionary<string, TableColumnKind> { ["amuont"] = TableColumnKind.Number },
        }));
        IDataView whole = s_ml.Data.LoadTable(shop.Source("select a, c from t order by a"), new TableOptions
        {
            Kinds = new Dictionary<string, TableColumnKind> { ["c"] = TableColumnKind.Text },
        });
        Assert.AreEqual("a:Single c:String", Types(whole));
    }

    /// <summary>Bytes in a column of numbers ended in the exception of a failed cast.</summary>
    [TestMethod]
    public void Bytes_are_no_number()
    {
        (TableLayout layout, _) = MLFlux.Tables.TypedTable.Infer(s_ml.Data, new MadeSource([1, 2]), new TableOptions());
        foreach (TableColumnKind kind in (TableColumnKind[])[TableColumnKind.Number, TableColumnKind.Int64, TableColumnKind.Boolean])
            Assert.IsFalse(MLFlux.Tables.TypedValue.Fits(new byte[] { 1 }, new TableColumn("x", kind, 0)), $"{kind}");
        Says("row 2 has bytes in column 'value', which are no number", () => MLFlux.Tables.TypedTable.Load(
            s_ml.Data, layout, new MadeSource([1, new byte[] { 1 }]), new MLFlux.Tables.TableUse(), UnreadableRows.Fail));
    }

    /// <summary>SQLite calls an expression bytes that is NULL in its first row, and the column was refused for it.</summary>
    [TestMethod]
    public void An_expression_that_is_null_in_the_first_row_is_what_its_values_are()
    {
        using Database days = new("create table days (t integer, x real, photo blob); "
            + "insert into days values (1, 2.5, null), (2, 3.5, x'00ff'), (3, 4.5, null);");
        IDataView table = s_ml.Data.LoadTable(days.Source("select t, lag(x) over (order by t) as before from days order by t"));
        Assert.AreEqual("t:Single before:Double", Types(table));
        CollectionAssert.AreEqual((double[])[double.NaN, 2.5, 3.5], table.GetColumn<double>("before").ToArray());

        DatabaseSource whole = days.Source("select t, photo from days order by t");
        Says("'photo' holds bytes", () => s_ml.Data.LoadTable(whole));
        IDataView ignored = s_ml.Data.LoadTable(whole, new TableOptions { Unread = new HashSet<string> { "photo" } });
        CollectionAssert.AreEqual((string[])["", "", ""], ignored.GetColumn<string>("photo").ToArray());
        (TableLayout layout, _) = MLFlux.Tables.TypedTable.Infer(s_ml.Data, new MadeSource(["a"]), new TableOptions());
        Says("row 1 has bytes in column 'value', which are no text", () => MLFlux.Tables.TypedTable.Load(
            s_ml.Data, layout, new MadeSource([new byte[] { 1 }]), new MLFlux.Tables.TableUse(), UnreadableRows.Fail));
    }

    /// <summary>What stands for missing values could be said of text alone.</summary>
    [TestMethod]
    public void Values_that_stand_for_missing_ones_are_missing_in_later_rows_too()
    {
        var options = new TableOptions { Missing = ["-999", "Unknown"] };
        using Database shop = new("create table t (a integer, b real, c text, d text); "
            + "insert into t values (1, 2.5, 'x', '1'), (-999, -999.0, 'unknown', '-999'), (3, 4.5, 'y', '3');");

        IDataView table = s_ml.Data.LoadTable(shop.Source("select * from t"), options);

        Assert.AreEqual("a:Single b:Double c:String d:String", Types(table));
        CollectionAssert.AreEqual((float[])[1, float.NaN, 3], table.GetColumn<float>("a").ToArray());
        CollectionAssert.AreEqual((double[])[2.5, double.NaN, 4.5], table.GetColumn<double>("b").ToArray());
        CollectionAssert.AreEqual((string[])["x", "", "y"], table.GetColumn<string>("c").ToArray());
        CollectionAssert.AreEqual((string[])["1", "", "3"], table.GetColumn<string>("d").ToArray());
        (TableLayout layout, _) = MLFlux.Tables.TypedTable.Infer(s_ml.Data, new MadeSource([1, -999]), options);
        IDataView later = MLFlux.Tables.TypedTable.Load(
            s_ml.Data, ModelCardTable.Of(layout).ToLayout(s_ml.Data), new MadeSource([2, -999m]), new MLFlux.Tables.TableUse(),
            UnreadableRows.Fail);
        CollectionAssert.AreEqual((float[])[2, float.NaN], later.GetColumn<float>("value").ToArray());
        Says("row 2 has no value in column 'a'", () => s_ml.Data.LoadTable(
            shop.Source("select * from t"), options with { RequiredColumn = "a" }));
    }

    /// <summary>A model of a text file reads later rows of a database as the file's.</summary>
    [TestMethod]
    public void Ranges_and_spellings_of_a_text_file_are_those_of_a_later_source()
    {
        using var folder = new TemporaryFolder();
        string bands = folder.File("bands.csv"), answers = folder.File("answers.csv");
        File.WriteAllText(bands, "value\n18-24\n25-34\n35-44\n18-24\n25-34\n35-44\n");
        File.WriteAllText(answers, "value\nyes\nno\nyes\nno\nYES\n");

        IDataView ages = Later(bands, "25-34", 40, null, "45+");
        IDataView words = Later(answers, "Y", false, null, "yes");

        CollectionAssert.AreEqual((float[])[29.5f, 40, float.NaN, 45], ages.GetColumn<float>("value").ToArray());
        CollectionAssert.AreEqual((string[])["yes", "no", "", "yes"], words.GetColumn<string>("value").ToArray());

        static IDataView Later(string file, params object?[] values) => MLFlux.Tables.TypedTable.Load(
            s_ml.Data, s_ml.Data.InferTable(file), new MadeSource(values), new MLFlux.Tables.TableUse(), UnreadableRows.Fail);
    }

    /// <summary>SQLite has no dates, and seconds since 1970 were numbers without a day of the week.</summary>
    [TestMethod]
    public void Seconds_below_the_name_of_a_date_are_dates()
    {
        using Database shop = new("create table t (created_at integer, x integer); "
            + "insert into t values (1709655727, 1709655727), (null, 1), (1709655728, 2);");

        IDataView table = s_ml.Data.LoadTable(shop.Source("select * from t"));

        CollectionAssert.AreEqual(
            (DateTime[])[new(2024, 3, 5, 16, 22, 7), default, new(2024, 3, 5, 16, 22, 8)],
            table.GetColumn<DateTime>("created_at").ToArray());
        Assert.AreEqual("created_at:DateTime x:Double", Types(table));
    }

    /// <summary>Texts that were dates became levels, or the name of the row, where the same rows in a text file became dates.</summary>
    [TestMethod]
    public void Texts_all_of_which_are_dates_are_dates()
    {
        using Database shop = new("create table t (day text, iso text, month integer, word text); "
            + "insert into t values ('05.03.2024', '2024-03-05', 202401, '2024-03-05'), ('25.03.2024', 'NA', 202402, 'x'), "
            + "(null, '2024-03-06T10:00:00', 202403, 'y');");

        IDataView table = s_ml.Data.LoadTable(shop.Source("select * from t"));

        Assert.AreEqual("day:DateTime iso:DateTime month:DateTime word:String", Types(table));
        CollectionAssert.AreEqual(
            (DateTime[])[new(2024, 3, 5), new(2024, 3, 25), default], table.GetColumn<DateTime>("day").ToArray());
        CollectionAssert.AreEqual(
            (DateTime[])[new(2024, 3, 5), default, new(2024, 3, 6, 10, 0, 0)], table.GetColumn<DateTime>("iso").ToArray());
        CollectionAssert.AreEqual(
            (DateTime[])[new(2024, 1, 1), new(2024, 2, 1), new(2024, 3, 1)], table.GetColumn<DateTime>("month").ToArray());
    }

    [TestMethod]
    public void Texts_that_are_numbers_or_dates_that_nothing_tells_apart_are_told()
    {
        using Database shop = new("create table t (size text, day text, zip text); "
            + "insert into t values ('1.5', '05/03/2024', '01234'), ('2', '06/04/2024', '20000');");
        var ml = new MLContext(seed: 1);
        var warnings = new List<string>();
        ml.Log += (_, entry) => warnings.AddRange(entry.Kind == ChannelMessageKind.Warning ? [entry.RawMessage] : []);

        IDataView table = ml.Data.LoadTable(shop.Source("select * from t"), new TableOptions { Missing = ["-"] });

        Assert.AreEqual("size:String day:DateTime zip:String", Types(table));
        Assert.HasCount(2, warnings);
        Assert.Contains("Column 'size' of 'select * from t' holds texts, and is read as words, though all are numbers", warnings[0]);
        Assert.Contains("'05/03/2024' is read with the month first, though nothing in the column tells", warnings[1]);
    }

    /// <summary>A connection stayed open where the columns of an answer could not be told.</summary>
    [TestMethod]
    public void A_provider_that_cannot_tell_its_columns_leaves_no_connection_open()
    {
        var provider = new ClosedAnswers();
        Assert.ThrowsExactly<InvalidOperationException>(
            () => s_ml.Data.LoadTable(new DatabaseSource(provider, "Data Source=:memory:", "select 1")));
        Assert.AreEqual(ConnectionState.Closed, provider.Connection.State);
    }

    [TestMethod]
    public void Rows_are_kept_so_that_a_database_that_goes_on_writing_changes_none()
    {
        using Database shop = new("create table t (a integer); insert into t values (1), (2), (3);");
        IDataView kept = s_ml.Data.LoadTable(shop.Source("select a from t"));
        Assert.AreEqual(3, kept.GetColumn<float>("a").Count());
        shop.Run("insert into t values (4)");
        Assert.AreEqual(3, kept.GetColumn<float>("a").Count());
    }

    [TestMethod]
    public void Types_of_PostgreSQL_become_columns()
    {
        if (Environment.GetEnvironmentVariable("MLFLUX_POSTGRES") is not { Length: > 0 } connection)
        {
            Assert.Inconclusive("MLFLUX_POSTGRES names no database: a connection string of PostgreSQL.");
            return;
        }

        DatabaseSource Source(string query) => new(NpgsqlFactory.Instance, connection, query);
        IDataView table = s_ml.Data.LoadTable(Source("""
            select i::bigint as large, (i + 0.25)::numeric(12, 2) as money, i::real as single, i::double precision as double,
                i % 2 = 0 as even, nullif(i, 2) as gap, date '2024-01-31' + i as day,
                timestamptz '2024-01-31 12:00:00+00' + i * interval '1 hour' as moment, time '07:30' as clock, 'town ' || i as town,
                md5(i::text)::uuid as id
            from generate_series(1, 3) as i order by i
            """));
        Assert.AreEqual("large:Single money:Double single:Single double:Double even:Boolean gap:Single day:DateTime moment:DateTime "
            + "clock:DateTime town:String id:String", Types(table));
        CollectionAssert.AreEqual((double[])[1.25, 2.25, 3.25], table.GetColumn<double>("money").ToArray());
        CollectionAssert.AreEqual((float[])[1, float.NaN, 3], table.GetColumn<float>("gap").ToArray());
        Assert.AreEqual(new DateTime(2024, 2, 1), table.GetColumn<DateTime>("day").First());
        Assert.AreEqual(new DateTime(2024, 1, 31, 13, 0, 0), table.GetColumn<DateTime>("moment").First());
        Says("'many' holds an array", () => s_ml.Data.LoadTable(Source("select array[1, 2] as many")));
        Says("does not exist", () => s_ml.Data.LoadTable(Source("select * from nowhere")));
    }

    private static void Says(string words, Action load) =>
        StringAssert.Contains(Assert.Throws<InvalidDataException>(load).Message, words);

    private static string Types(IDataView table) =>
        string.Join(' ', table.Schema.Select(column => $"{column.Name}:{column.Type}"));

    private static object[] Boxed(IDataView table) => table.Schema[0].Type.RawType switch
    {
        var type when type == typeof(float) => [.. table.GetColumn<float>("value").Cast<object>()],
        var type when type == typeof(double) => [.. table.GetColumn<double>("value").Cast<object>()],
        var type when type == typeof(long) => [.. table.GetColumn<long>("value").Cast<object>()],
        var type when type == typeof(bool) => [.. table.GetColumn<bool>("value").Cast<object>()],
        var type when type == typeof(DateTime) => [.. table.GetColumn<DateTime>("value").Cast<object>()],
        _ => [.. table.GetColumn<string>("value")],
    };

    private static Database Houses(int rows) => new(
        "create table houses (id integer primary key, area real, town text, built date, price real);"
        + string.Concat(Enumerable.Range(0, rows).Select(i =>
            $"insert into houses values ({i}, {Area(i)}, '{(i % 3 == 0 ? "Bern" : "Basel")}', '19{10 + (i % 90)}-05-01', "
            + $"{(Area(i) * 5) + (i % 3 * 50)});")));

    private static int Area(int house) => 40 + (house * 37 % 120);

    private sealed class House
    {
        [LoadColumn(0)]
        public float area { get; set; }

        [LoadColumn(1)]
        public string town { get; set; } = "";

        [LoadColumn(2)]
        public float price { get; set; }
    }

    /// <summary>A database in a file of its own.</summary>
    private sealed class Database : IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly string _connection;

        public Database(string commands)
        {
            _connection = $"Data Source={_folder.File("made.db")};Pooling=False";
            Run(commands);
        }

        public DatabaseSource Source(string query) => new(SqliteFactory.Instance, _connection, query);

        public void Run(string commands)
        {
            using var connection = new SqliteConnection(_connection);
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = commands;
            command.ExecuteNonQuery();
        }

        public void Dispose() => _folder.Dispose();
    }

    /// <summary>A provider whose answers are closed at once.</summary>
    private sealed class ClosedAnswers : DbProviderFactory
    {
        public SqliteConnection Connection { get; } = new Opened();

        public override DbConnection CreateConnection() => Connection;

        private sealed class Opened : SqliteConnection
        {
            protected override DbCommand CreateDbCommand() => new Asked { Connection = this };
        }

        private sealed class Asked : SqliteCommand
        {
            protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
            {
                DataTableReader answer = new DataTable().CreateDataReader();
                answer.Close();
                return answer;
            }
        }
    }
}
