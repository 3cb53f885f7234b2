using System.IO.Compression;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tables;

namespace MLFlux.Tests.Pipelines;

/// <summary>
/// Files that were read as something else without a word: other code pages, rules below a header, headers of numbers, formats that look
/// like tables, labels whose names are numbers or marks of missing values.
/// </summary>
[TestClass]
public sealed class OddFileTests : TableFileTests
{
    [TestMethod]
    [DataRow(932, "高さ,y\n1,はい\n2,いいえ\n")]
    [DataRow(936, "高度,y\n1,是\n2,否\n")]
    [DataRow(1251, "рост,y\n1,да\n2,нет\n")]
    public void Words_that_look_wrong_are_told(int codePage, string content)
    {
        File.WriteAllBytes(Table, CodePagesEncodingProvider.Instance.GetEncoding(codePage)!.GetBytes(content));

        Ml.Data.LoadTable(Table);

        Assert.Contains("If they look wrong, save the file as UTF-8.", Warnings.Single());
    }

    [TestMethod]
    public void Western_words_are_not_told()
    {
        Encoding western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        File.WriteAllBytes(Table, western.GetBytes("Länge,y\n1,Köln\n2,Zürich\n3,Straße\n"));

        Ml.Data.LoadTable(Table);

        Assert.IsEmpty(Warnings);
    }

    [TestMethod]
    [DataRow("| a | y |\n|---|:--:|\n| 1 | 2 |\n| 3 | 4 |\n")]
    [DataRow(" a | y \n----+----\n 1 | 2 \n 3 | 4 \n")]
    [DataRow("a|y\n===+===\n1|2\n3|4\n")]
    public void A_rule_below_the_header_is_no_row(string content)
    {
        IDataView rows = Ml.Data.LoadTable(Write(content));

        CollectionAssert.AreEqual(new[] { 1f, 3f }, rows.GetColumn<float>("a").ToArray());
    }

    /// <summary>The rules of sqlcmd and of SQL*Plus were rows of four words, and a count below the table a row of one field.</summary>
    [TestMethod]
    [DataRow("a,y\n-----,---\n1,2\n3,4\n\n(2 rows affected)\n")]
    [DataRow("a;y\n---;-\n1;2\n3;4\n(2 rows)\n")]
    [DataRow("a\ty\n----\t----\n1\t2\n3\t4\n2 rows selected.\n")]
    [DataRow("a         y\n--------- ---\n1         2\n3         4\n2 rows in set (0.01 sec)\n")]
    [DataRow("a,y\n===,=\n1,2\n3,4\n2 records\n")]
    public void A_rule_between_separators_and_a_count_of_rows_are_no_rows(string content)
    {
        IDataView rows = Ml.Data.LoadTable(Write(content));

        CollectionAssert.AreEqual(new[] { 1f, 3f }, rows.GetColumn<float>("a").ToArray());
        Assert.IsEmpty(Warnings);
    }

    [TestMethod]
    public void A_row_that_is_not_there_but_for_some_fields_is_no_rule() =>
        Assert.HasCount(3, Ml.Data.LoadTable(Write("a,y\n---,2\n-,-\n3,4\n")).GetColumn<float>("a").ToArray());

    [TestMethod]
    public void A_row_of_numbers_below_zero_is_no_rule() =>
        Assert.HasCount(2, Ml.Data.LoadTable(Write("a|y\n-1|-2\n-3|-4\n")).GetColumn<float>("a").ToArray());

    /// <summary>A header of years was a row, and the label's name one of its values.</summary>
    [TestMethod]
    [DataRow("2019,2020,y\n1,2,yes\n3,4,no\n")]
    [DataRow("2019-01-01,2020-01-01,y\n1,2,yes\n3,4,no\n")]
    [DataRow(",,y\n1,2,yes\n3,4,no\n")]
    public void The_labels_name_tells_a_header(string content)
    {
        TableLayout layout = Ml.Data.InferTable(Write(content), new TableOptions { RequiredColumn = "y" });

        Assert.IsTrue(layout.HasHeader);
        Assert.HasCount(2, layout.Load(Table).GetColumn<string>("y").ToArray());
    }

    [TestMethod]
    public void Characters_without_width_are_no_part_of_names_and_words()
    {
        IDataView rows = Ml.Data.LoadTable(Write("\uFEFF\uFEFFa,\u200By\u200B\n1,no\u200B\n2,no\n3,\u200Eyes\n"));

        CollectionAssert.AreEqual(new[] { "no", "no", "yes" }, rows.GetColumn<string>("y").ToArray());
        Assert.AreEqual("a", rows.Schema[0].Name);
    }

    [TestMethod]
    public void A_text_of_Excel_keeps_its_zeros_without_its_sign()
    {
        IDataView rows = Ml.Data.LoadTable(Write("a,y\n=\"007\",x\n\"=\"\"012\"\"\",z\n"));

        CollectionAssert.AreEqual(new[] { "007", "012" }, rows.GetColumn<string>("a").ToArray());
    }

    /// <summary>No row could be read, and the advice was to say what separates the fields.</summary>
    [TestMethod]
    public void Quotes_with_a_backslash_before_them_are_within_a_field()
    {
        IDataView rows = Ml.Data.LoadTable(Write(
            "t,y\n\"he said \\\"hi\\\", then\",1\n\"plain\",2\n\"a\\\\\",3\n\"two \\\"lines\nof\\\" it\",4\n"));

        CollectionAssert.AreEqual(
            new[] { "he said \"hi\", then", "plain", "a\\\\", "two \"lines\nof\" it" }, rows.GetColumn<string>("t").ToArray());
    }

    [TestMethod]
    public void A_backslash_at_the_end_of_a_field_is_a_character()
    {
        IDataView rows = Ml.Data.LoadTable(Write("t,y\n\"C:\\\",1\n\"say \"\"hi\"\"\",2\n"));

        CollectionAssert.AreEqual(new[] { "C:\\", "say \"hi\"" }, rows.GetColumn<string>("t").ToArray());
    }

    [TestMethod]
    [DataRow('\u0001')]
    [DataRow('~')]
    [DataRow('^')]
    [DataRow(':')]
    [DataRow('.')]
    public void Seldom_separators_are_found_or_said(char separator)
    {
        Write("a,b,y\n1,x,2\n3,z,4\n".Replace(',', separator));

        IDataView rows = Ml.Data.LoadTable(Table, separator is ':' or '.' ? new TableOptions { Separator = separator } : null);

        CollectionAssert.AreEqual(new[] { "x", "z" }, rows.GetColumn<string>("b").ToArray());
        CollectionAssert.AreEqual(new[] { 2f, 4f }, rows.GetColumn<float>("y").ToArray());
    }

    [TestMethod]
    public void Names_of_a_later_file_in_another_case_are_told_with_the_nearest()
    {
        TableLayout layout = Ml.Data.InferTable(Write("alpha,beta\n1,2\n3,4\n"));

        string fault = Assert.ThrowsExactly<InvalidDataException>(() => layout.Load(Write("ALPHA,BETA\n1,2\n"))).Message;

        Assert.Contains("there is no column 'alpha' (nearest: 'ALPHA')", fault);
    }

    [TestMethod]
    public void A_later_file_without_a_value_in_a_column_is_told()
    {
        TableLayout layout = Ml.Data.InferTable(Write("a,b\n1,2\n3,4\n"));

        layout.Load(Write("a,b\n,2\n,4\n"));

        Assert.Contains($"Column 'a' of '{Table}' has no value in any row.", Warnings.Single());
    }

    [TestMethod]
    public void A_message_does_not_list_thousands_of_names()
    {
        string message = NearestNames.Missing("zzz", [.. Enumerable.Range(1, 3000).Select(i => $"f{i}")]);

        Assert.EndsWith("'f30' and 2,970 more)", message);
    }

    [TestMethod]
    public void A_header_of_more_names_than_fields_is_told()
    {
        string fault = Assert.ThrowsExactly<InvalidDataException>(() => Ml.Data.LoadTable(Write("a,b,c,d\n1,2,3\n4,5,6\n"))).Message;

        Assert.Contains("The header has 4 names, and most rows have 3 fields.", fault);
    }

    [TestMethod]
    public void The_end_of_a_file_from_DOS_is_no_row() =>
        Assert.HasCount(2, Ml.Data.LoadTable(Write("a,y\n1,2\n3,4\n\u001A")).GetColumn<float>("a").ToArray());

    [TestMethod]
    [DataRow("@relation x\n@attribute a numeric\n@data\n1\n", "Weka")]
    [DataRow("<rows><row a=\"1\"/></rows>\n", "XML or HTML")]
    [DataRow("INSERT INTO t VALUES (1, 2);\n", "SQL")]
    [DataRow("1 1:0.5 2:0.25\n-1 1:0.75 2:1e-3\n", "LIBSVM")]
    [DataRow("[1, 2, \"yes\"]\n[3, 4, \"no\"]\n", "JSON")]
    public void Other_formats_are_named(string content, string name)
    {
        InvalidDataException fault = Assert.ThrowsExactly<InvalidDataException>(() => Ml.Data.LoadTable(Write(content)));

        Assert.Contains(name, fault.Message);
        Assert.Contains(", and no table in text.", fault.Message);
    }

    [TestMethod]
    public void A_file_that_is_compressed_twice_is_told()
    {
        using (FileStream file = File.Create(Table))
        using (var outer = new GZipStream(file, CompressionLevel.Fastest))
        using (var inner = new GZipStream(outer, CompressionLevel.Fastest))
            inner.Write("a,y\n1,2\n"u8);

        Assert.Contains("compressed by gzip twice", Assert.ThrowsExactly<InvalidDataException>(() => Ml.Data.LoadTable(Table)).Message);
    }

    [TestMethod]
    public void A_label_of_whole_numbers_keeps_its_zeros()
    {
        TableLayout layout = Label("x,y\n1,007\n2,8\n3,012\n");

        Assert.AreEqual(TableColumnKind.Text, layout.Columns[1].Kind);
        Assert.AreEqual(TableColumnKind.Number, Label("x,y\n1,0.07\n2,8\n3,0\n").Columns[1].Kind);
    }

    [TestMethod]
    [DataRow("1.10", "1.1")]
    [DataRow("1E5", "100000")]
    public void Values_of_a_label_that_are_one_number_are_told(string one, string other)
    {
        Label($"x,y\n1,{one}\n2,{other}\n3,7\n");

        Assert.Contains($"'{one}' and '{other}' are read as one number", Warnings.Single());
    }

    [TestMethod]
    public void Numbers_of_a_label_with_and_without_places_are_not_told()
    {
        Label("x,y\n1,1.0\n2,1\n3,2.50\n");

        Assert.IsEmpty(Warnings);
    }

    /// <summary>Times that something took, all below a day, were times of the day, which no model predicts.</summary>
    [TestMethod]
    public void A_label_of_times_with_seconds_is_how_long_something_took()
    {
        TableLayout layout = Label("x,y\n1,03:27:45\n2,04:00:01\n3,02:59:59\n");

        CollectionAssert.AreEqual(new[] { 12_465f, 14_401f, 10_799f }, layout.Load(Table).GetColumn<float>("y").ToArray());
        Assert.Contains("is read as numbers of the unit 'seconds'", Warnings.Single());
    }

    [TestMethod]
    [DataRow("NA")]
    [DataRow("NaN")]
    [DataRow("null")]
    public void A_class_that_is_a_mark_is_told_and_can_be_said(string mark)
    {
        string content = $"x,y\n1,{mark}\n2,EU\n3,AS\n";

        string fault = Assert.ThrowsExactly<InvalidDataException>(() => Label(content)).Message;
        TableLayout said = Ml.Data.InferTable(Table, new TableOptions
        {
            RequiredColumn = "y", Kinds = new Dictionary<string, TableColumnKind> { ["y"] = TableColumnKind.Text },
        });

        Assert.Contains($"line 2 has no value in column 'y' ('{mark}')", fault);
        Assert.Contains($"If '{mark}' is a value of 'y', and not a missing one, say so: Kinds with 'y' as TableColumnKind.Text.", fault);
        CollectionAssert.AreEqual(new[] { mark, "EU", "AS" }, said.Load(Table).GetColumn<string>("y").ToArray());
    }

    private TableLayout Label(string content) => Ml.Data.InferTable(Write(content), new TableOptions { RequiredColumn = "y" });
}
