using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tables;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Pipelines;

/// <summary>Tables whose layout is inferred, and files of the same columns read by it.</summary>
[TestClass]
public sealed class TableLayoutTests : IDisposable
{
    private const string People =
        "name,age,member,since\nAnn,31,true,2020-01-31\nBob,,false,2021-02-28\n\"Lee, jr\",27.5,TRUE,2022-03-01 10:00\n";

    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow(",", ',')]
    [DataRow(", ", ',')]
    [DataRow("\t", '\t')]
    [DataRow(";", ';')]
    [DataRow("; ", ';')]
    [DataRow(" | ", '|')]
    public void The_separator_is_inferred_with_blanks_after_it(string written, char separator)
    {
        TableLayout layout = _ml.Data.InferTable(Write($"a{written}b\n1{written}x y\n2{written}z\n"));

        Assert.AreEqual(separator, layout.Separator);
        Assert.IsTrue(layout.HasHeader);
        CollectionAssert.AreEqual(new TableColumn[] { new("a", TableColumnKind.Number, 0), new("b", TableColumnKind.Text, 1) },
            layout.Columns.ToArray());
        CollectionAssert.AreEqual(new[] { 1f, 2f }, layout.Load(_folder.File("table.csv")).GetColumn<float>("a").ToArray());
    }

    [TestMethod]
    public void Each_kind_of_column_is_loaded_as_its_type_and_quotes_hold_separators()
    {
        IDataView people = _ml.Data.LoadTable(Write(People));

        CollectionAssert.AreEqual(new[] { "Ann", "Bob", "Lee, jr" }, people.GetColumn<string>("name").ToArray());
        CollectionAssert.AreEqual(new[] { 31, float.NaN, 27.5f }, people.GetColumn<float>("age").ToArray());
        CollectionAssert.AreEqual(new[] { true, false, true }, people.GetColumn<bool>("member").ToArray());
        Assert.AreEqual(new DateTime(2022, 3, 1, 10, 0, 0), people.GetColumn<DateTime>("since").Last());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("?")]
    [DataRow("NA")]
    [DataRow("nan")]
    [DataRow("NaN")]
    [DataRow("N/A")]
    [DataRow("#N/A")]
    [DataRow("null")]
    [DataRow("(null)")]
    [DataRow("NIL")]
    [DataRow("None")]
    [DataRow("-")]
    [DataRow("--")]
    [DataRow(".")]
    public void A_missing_number_is_NaN_and_words_stay_as_they_stand(string missing)
    {
        IDataView table = _ml.Data.LoadTable(Write($"a,b,c\n1,\"x, \"\"y\"\"\",2\n{missing},{missing},3\n{missing},z,4\n"));

        CollectionAssert.AreEqual(new[] { 1f, float.NaN, float.NaN }, table.GetColumn<float>("a").ToArray());
        CollectionAssert.AreEqual(new[] { "x, \"y\"", missing, "z" }, table.GetColumn<string>("b").ToArray());
        CollectionAssert.AreEqual(new[] { 2f, 3f, 4f }, table.GetColumn<float>("c").ToArray());
    }

    [TestMethod]
    [DataRow(';', "a;b\n1.234,5;1\n-0,25;2\n1e3;null\n", new[] { 1234.5f, -0.25f, 1000f })]
    [DataRow(';', "a;b\n1,250;1\n2,5;2\n", new[] { 1.25f, 2.5f })]
    [DataRow('\t', "a\tb\n1,25\t1\n12.000\t2\n", new[] { 1.25f, 12_000f })]
    [DataRow('|', "a | b\n1,5 | x\n2 | y\n", new[] { 1.5f, 2f })]
    public void Numbers_with_decimal_commas_are_numbers(char separator, string content, float[] numbers)
    {
        TableLayout layout = _ml.Data.InferTable(Write(content));

        Assert.AreEqual((separator, ','), (layout.Separator, layout.DecimalMarker));
        CollectionAssert.AreEqual(numbers, layout.Load(_folder.File("table.csv")).GetColumn<float>("a").ToArray());
        IDataView other = ModelCardTable.Of(layout).ToLayout(_ml.Data).Load(Write($"b{separator}a\n7{separator}0,5\n", "other.csv"));
        Assert.AreEqual(0.5f, other.GetColumn<float>("a").Single());
    }

    [TestMethod]
    [DataRow("a\tb\n1,250\tx\n2,500\ty\n", DisplayName = "may be thousands")]
    [DataRow("a\tb\n1,25\tx\n2.55\ty\n", DisplayName = "points without thousands")]
    [DataRow("a;b\n1.5;x\n2.5;y\n", DisplayName = "points")]
    public void Commas_that_may_be_something_else_are_not_taken_for_decimal_ones(string content) =>
        Assert.AreEqual('.', _ml.Data.InferTable(Write(content)).DecimalMarker);

    [TestMethod]
    public void The_decimal_marker_may_be_given()
    {
        string path = Write("a\tb\n1,250\tx\n2,500\ty\n");

        CollectionAssert.AreEqual(new[] { 1.25f, 2.5f }, _ml.Data.LoadTable(path, new TableOptions { DecimalMarker = ',' })
            .GetColumn<float>("a").ToArray());
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(
                () => _ml.Data.LoadTable(path, new TableOptions { DecimalMarker = ';' })).Message,
            "DecimalMarker is ';'; expected a point or a comma.");
    }

    [TestMethod]
    [DataRow(",a,b\n0,1,x\n1,2,y\n", "Column1, a, b")]
    [DataRow("a,a,b\n0,1,x\n1,2,y\n", "a, a_2, b")]
    [DataRow("a,b,\n1,x,\n2,y,\n", "a, b, Column3")]
    public void A_header_over_numbers_may_lack_names_or_have_them_twice(string content, string names) =>
        Assert.AreEqual(names, string.Join(", ", _ml.Data.InferTable(Write(content)).Columns.Select(column => column.Name)));

    [TestMethod]
    public void A_file_that_is_not_UTF8_is_of_the_western_code_page_and_one_with_a_mark_what_that_says()
    {
        byte[] western = [.. "name,n\nGen"u8, 0xE8, .. "ve,1\nZ"u8, 0xFC, .. "rich "u8, 0x80, .. ",2\n"u8];
        File.WriteAllBytes(_folder.File("western.csv"), western);
        File.WriteAllText(_folder.File("wide.csv"), "name,n\nGenève,1\nZürich €,2\n", System.Text.Encoding.Unicode);

        foreach (string file in new[] { "western.csv", "wide.csv" })
            CollectionAssert.AreEqual(new[] { "Genève", "Zürich €" }, _ml.Data.LoadTable(_folder.File(file)).GetColumn<string>("name")
                .ToArray(), file);
    }

    [TestMethod]
    public void A_character_across_two_chunks_of_a_file_is_one()
    {
        string name = new('x', (1 << 16) - 4);

        Assert.AreEqual("€€", _ml.Data.LoadTable(Write($"n,a\n{name},€€\n{name}€,€€\n")).GetColumn<string>("a").Last());
    }

    [TestMethod]
    public void A_file_with_bytes_of_zero_is_no_text()
    {
        File.WriteAllBytes(_folder.File("picture.csv"), [1, 2, 3, 4, 5, 6, 7, 10, 0, 0, 0, 13, 200, 201, 202]);

        string message = Assert.ThrowsExactly<InvalidDataException>(() => _ml.Data.LoadTable(_folder.File("picture.csv"))).Message;

        StringAssert.Contains(message, "is no text: byte 9 is zero");
    }

    [TestMethod]
    public void A_number_beyond_a_Single_is_said_to_be_so() => StringAssert.Contains(
        Assert.ThrowsExactly<InvalidDataException>(
            () => _ml.Data.LoadTable(Write("a,b\n" + string.Concat(Enumerable.Repeat("1,2\n", 30)) + "1e300,2\n"))).Message,
        "line 32 has '1e300' in column 'a', which is beyond what a Single can hold");

    [TestMethod]
    [DataRow("inf")]
    [DataRow("-inf")]
    [DataRow("+Inf")]
    [DataRow("Infinity")]
    [DataRow("-Infinity")]
    [DataRow("∞")]
    [DataRow("-∞")]
    public void An_infinite_number_is_said_to_be_so_however_it_is_written(string field) => StringAssert.Contains(
        Assert.ThrowsExactly<InvalidDataException>(
            () => _ml.Data.LoadTable(Write("a,b\n" + string.Concat(Enumerable.Repeat("1,2\n", 30)) + $"{field},2\n"))).Message,
        $"line 32 has '{field}' in column 'a', which is infinite");

    /// <summary>Each of thousands of columns kept its first thousand fields up to four times, for kinds that it was not of.</summary>
    [TestMethod]
    public void What_a_column_surely_does_not_hold_is_forgotten()
    {
        ColumnTally found = new(), said = new(new TableColumn("when", TableColumnKind.Date, 0), '.');
        for (int line = 1; line <= 500; line++)
        {
            found.Add($"{line}.5", line);
            said.Add($"{line}.5", line);
        }

        Assert.AreEqual(TableColumnKind.Number, found.Infer());
        Assert.IsEmpty(found.OtherThan(TableColumnKind.Boolean));
        Assert.IsEmpty(found.OtherThan(TableColumnKind.Date));
        Assert.HasCount(500, said.OtherThan(TableColumnKind.Date), "They are named as no dates.");
    }

    [TestMethod]
    public void A_comment_names_the_columns_and_comments_between_rows_are_no_rows()
    {
        IDataView table = _ml.Data.LoadTable(Write("# made by hand\n#Label\tWide\n1\t2.5\n# half of it\n\n0\t3.5\n"));

        CollectionAssert.AreEqual(new[] { "Label", "Wide" }, table.Schema.Select(column => column.Name).ToArray());
        CollectionAssert.AreEqual(new[] { 2.5f, 3.5f }, table.GetColumn<float>("Wide").ToArray());
    }

    [TestMethod]
    [DataRow("01234\n99999\n", TableColumnKind.Text)]
    [DataRow("11234\n99999\n", TableColumnKind.Number)]
    [DataRow("0\n1\n", TableColumnKind.Number)]
    [DataRow("0123\n99999\n", TableColumnKind.Number)]
    [DataRow("0.25\n0.75\n", TableColumnKind.Number)]
    public void Digits_with_a_leading_zero_are_codes(string fields, TableColumnKind kind) =>
        Assert.AreEqual(kind, _ml.Data.InferTable(Write($"code\n{fields}")).Columns.Single().Kind);

    [TestMethod]
    public void Rows_that_begin_as_comments_do_are_rows()
    {
        IDataView table = _ml.Data.LoadTable(Write("tag,n\n#1,2\n//x/y,3\n# a comment\nz,4\n"));

        Assert.AreEqual("#1 //x/y z", string.Join(' ', table.GetColumn<string>("tag")));
    }

    [TestMethod]
    public void Words_among_many_numbers_are_pointed_out()
    {
        var warnings = new List<string>();
        _ml.Log += (_, entry) => warnings.Add(entry.RawMessage);

        TableLayout layout = _ml.Data.InferTable(
            Write("n,b\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{(i % 3 == 1 ? "many" : i)},x\n"))));

        Assert.AreEqual(TableColumnKind.Text, layout.Columns[0].Kind);
        Assert.IsTrue(
            warnings.Exists(
                line => line.Contains("Column 'n'", StringComparison.Ordinal)
                && line.Contains("line 3 has 'many'", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Another_file_may_have_another_separator_and_decimal_commas()
    {
        TableLayout layout = _ml.Data.InferTable(Write("a,b,label\n1.5,x,0\n2,y,1\n"));

        IDataView rows = layout.Load(Write("b;a\nx;2,5\ny;3\n", "other.csv"), labelColumnName: "label");

        CollectionAssert.AreEqual(new[] { 2.5f, 3f }, rows.GetColumn<float>("a").ToArray());
        CollectionAssert.AreEqual(new[] { "x", "y" }, rows.GetColumn<string>("b").ToArray());
    }

    [TestMethod]
    [DataRow("name,age,age,member,since\nAnn,1,1,true,2020-01-31\n", "column 'age' stands twice")]
    [DataRow("Ann,31,true,2020-01-31\n",
        "has no header: its first line is Ann,31,true,2020-01-31; expected the names name, age, member, since")]
    [DataRow("name,age,member,since\n", "has a header and no row below it")]
    [DataRow("name,age,member,since\nAnn,31,,2020-01-31\n", "line 2 has no value in column 'member'. Mend them.")]
    [DataRow("name,age,member,since\nAnn,31,,2020-01-31\nBob,32,true,2020-01-31\n",
        "line 2 has no value in column 'member'. Mend them, or leave them out (UnreadableRows.Skip).")]
    [DataRow("name,age,member,since\nAnn,31,none,2020-01-31\n", "line 2 has no value in column 'member'")]
    public void What_another_file_lacks_or_has_twice_is_said(string content, string expected)
    {
        TableLayout layout = _ml.Data.InferTable(Write(People));

        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => layout.Load(Write(content, "other.csv"))).Message, expected);
    }

    [TestMethod]
    public void Labels_that_a_model_does_not_know_are_named()
    {
        TableLayout layout = _ml.Data.InferTable(Write("a,size\n1,big\n2,small\n"));
        string path = Write("a,size\n1,big\n2,tiny\n3,NA\n", "other.csv");

        string message = Assert.ThrowsExactly<InvalidDataException>(
            () => layout.Load(path, null, new LabelCheck("size", ["big", "small"]))).Message;

        StringAssert.Contains(message, "line 3 has 'tiny' in column 'size', expected 'big', 'small'; line 4 has no value in column 'size'");
        layout.Load(Write("a,size\n1,big\n", "good.csv"), null, new LabelCheck("size", ["big", "small"]));
    }

    [TestMethod]
    public void Labels_that_are_numbers_are_known_however_they_are_written()
    {
        TableLayout layout = _ml.Data.InferTable(Write("a;size\n1,5;1,0\n2,5;2,0\n"));

        layout.Load(Write("a;size\n1,5;1\n2,5;2,00\n", "good.csv"), null, new LabelCheck("size", ["1", "2"]));
        string message = Assert.ThrowsExactly<InvalidDataException>(
            () => layout.Load(Write("a;size\n1,5;1,5\n", "other.csv"), null, new LabelCheck("size", ["1", "2"]))).Message;

        StringAssert.Contains(message, "line 2 has '1,5' in column 'size', expected '1', '2'");
    }

    [TestMethod]
    public void Without_a_header_columns_are_numbered()
    {
        TableLayout layout = _ml.Data.InferTable(Write("red,1\nblue,2\nred,3\n"));

        Assert.IsFalse(layout.HasHeader);
        Assert.AreEqual("Column1, Column2", string.Join(", ", layout.Columns.Select(column => column.Name)));
    }

    [TestMethod]
    public void A_header_of_words_over_words_is_one_where_its_words_do_not_come_again()
    {
        Assert.IsTrue(_ml.Data.InferTable(Write("colour,shape\nred,round\nblue,square\n")).HasHeader);
        Assert.IsFalse(_ml.Data.InferTable(Write("red,round\nred,square\nblue,round\n")).HasHeader);
    }

    [TestMethod]
    public void A_quoted_line_break_belongs_to_its_row()
    {
        IDataView table = _ml.Data.LoadTable(Write("note,n\n\"one\ntwo, \"\"three\"\"\",1\nfour,2\n"));

        CollectionAssert.AreEqual(new[] { "one\ntwo, \"three\"", "four" }, table.GetColumn<string>("note").ToArray());
    }

    [TestMethod]
    public void A_line_break_may_come_after_a_quoted_separator_and_quotes()
    {
        IDataView table = _ml.Data.LoadTable(Write("n,note,m\n1,\"a, \"\"b\"\"\nc\",-\n2,\"d\",3\n"));

        CollectionAssert.AreEqual(new[] { "a, \"b\"\nc", "d" }, table.GetColumn<string>("note").ToArray());
        CollectionAssert.AreEqual(new[] { float.NaN, 3f }, table.GetColumn<float>("m").ToArray());
    }

    [TestMethod]
    public void Rows_that_cannot_be_read_are_named_by_their_lines_all_at_once()
    {
        string path = Write("a,b\n" + string.Concat(Enumerable.Range(0, 60).Select(i => i switch
        {
            10 => "1\n",
            20 => "ten,2\n",
            30 => "# a comment\n3,4\n",
            40 => "1,2,3\n",
            _ => $"{i},{i}\n",
        })));

        string message = Assert.ThrowsExactly<InvalidDataException>(() => _ml.Data.LoadTable(path)).Message;

        StringAssert.StartsWith(message,
            $"3 rows of '{path}' cannot be read: line 12 has 1 field, expected 2; line 22 has 'ten' in column 'a', which is no number; "
            + "line 43 has 3 fields, expected 2.");
        IDataView others = _ml.Data.LoadTable(path, new TableOptions { Unreadable = UnreadableRows.Skip });
        Assert.AreEqual(57, others.GetColumn<float>("a").Count());
    }

    [TestMethod]
    public void Numbers_that_are_codes_are_read_as_text_where_that_is_said()
    {
        var options = new TableOptions { Kinds = new Dictionary<string, TableColumnKind> { ["zip"] = TableColumnKind.Text } };

        Assert.AreEqual("01234", _ml.Data.LoadTable(Write("zip,n\n01234,1\n99999,2\n"), options).GetColumn<string>("zip").First());
        string message = Assert.ThrowsExactly<InvalidDataException>(() => _ml.Data.LoadTable(Write("zipp,n\n01234,1\n"), options)).Message;
        StringAssert.Contains(message, "there is no column 'zip' (nearest: 'zipp')");
    }

    [TestMethod]
    public void Another_file_may_have_its_columns_in_another_order_and_no_label()
    {
        TableLayout layout = _ml.Data.InferTable(Write(People));
        string other = Write("extra,since,age,name\n1,2024-05-06,50,Kim\n", "other.csv");

        IDataView rows = layout.Load(other, labelColumnName: "member");

        CollectionAssert.AreEqual(new[] { "name", "age", "member", "since" }, rows.Schema.Select(column => column.Name).ToArray());
        Assert.AreEqual(50f, rows.GetColumn<float>("age").Single());
        Assert.AreEqual("Kim", rows.GetColumn<string>("name").Single());
    }

    [TestMethod]
    public void Names_that_a_comment_gave_may_stand_in_the_header_of_another_file()
    {
        TableLayout layout = _ml.Data.InferTable(Write("#Label\tWide\tLong\n1\t2.5\t3\n0\t3.5\t4\n"));

        IDataView whole = layout.Load(Write("Long\tLabel\tWide\n5\t1\t6\n", "whole.tsv"));
        IDataView unlabelled = layout.Load(Write("Wide\tLong\n7\t8\n", "unlabelled.tsv"), labelColumnName: "Label");
        IDataView bare = layout.Load(Write("1\t9\t10\n", "bare.tsv"));

        Assert.IsFalse(layout.HasHeader);
        Assert.AreEqual((1f, 6f, 5f),
            (whole.GetColumn<float>("Label").Single(), whole.GetColumn<float>("Wide").Single(), whole.GetColumn<float>("Long").Single()));
        Assert.AreEqual((7f, 8f), (unlabelled.GetColumn<float>("Wide").Single(), unlabelled.GetColumn<float>("Long").Single()));
        Assert.AreEqual(9f, bare.GetColumn<float>("Wide").Single());
    }

    [TestMethod]
    public void What_is_wrong_with_another_file_is_said_at_once()
    {
        TableLayout layout = _ml.Data.InferTable(Write(People));
        string other = Write("name,ages,member,since\nAnn,1,true,soon\nBob,2,false,later\nBob,2\n", "other.csv");

        string message = Assert.ThrowsExactly<InvalidDataException>(() => layout.Load(other)).Message;

        StringAssert.Contains(message, "there is no column 'age' (nearest: 'ages')");
        StringAssert.Contains(message, "column 'since' holds text such as 'soon' (line 2), expected date");
        StringAssert.Contains(message, "line 4 has 2 fields, expected 4");
    }

    [TestMethod]
    public void A_file_that_is_not_there_or_empty_is_said_so()
    {
        Assert.ThrowsExactly<FileNotFoundException>(() => _ml.Data.LoadTable(_folder.File("none.csv")));
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => _ml.Data.LoadTable(Write(""))).Message, "is empty");
        StringAssert.Contains(
            Assert.ThrowsExactly<InvalidDataException>(
                () => _ml.Data.LoadTable(Write("a,b\n"), new TableOptions { HasHeader = true })).Message,
            "no row below it");
    }

    [TestMethod]
    [DataRow("adult.csv", 15, 32_561, "label(IsOver50K)")]
    [DataRow("iris.tsv", 5, 150, "Label")]
    [DataRow("breast-cancer.tsv", 10, 683, "label")]
    [DataRow("taxi-fare-train.csv", 7, 100_000, "fare_amount")]
    public void Real_files_are_read_whole(string file, int columns, int rows, string label)
    {
        IDataView table = _ml.Data.LoadTable(SharedData.PathOf("tabular", file));

        Assert.HasCount(columns, table.Schema);
        float[] labels = [.. table.GetColumn<float>(label)];
        Assert.HasCount(rows, labels);
        Assert.IsTrue(labels.All(float.IsFinite));
    }

    private string Write(string content, string name = "table.csv")
    {
        File.WriteAllText(_folder.File(name), content);
        return _folder.File(name);
    }
}
