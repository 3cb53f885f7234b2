using System.IO.Compression;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tables;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Pipelines;

/// <summary>What is a row of a text file, and what its fields are: no row is lost, merged or altered without a word.</summary>
[TestClass]
public sealed class TableRowsTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _said = [];

    public TableRowsTests() => _ml.Log += (_, entry) => _said.Add(entry.RawMessage);

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Lines_of_UTF8_and_of_the_western_code_page_in_one_file_are_each_what_they_are()
    {
        _folder.Write("mixed.csv", [.. "name,n\nGenève,1\n"u8, .. "Z"u8, 0xFC, .. "rich,2\nÖsterreich €,3\nMal"u8, 0xF6, .. ",4\n"u8]);

        IDataView table = _ml.Data.LoadTable(_folder.File("mixed.csv"));

        Assert.AreEqual("Genève Zürich Österreich € Malö", Words(table, "name"));
        AssertSaid("is UTF-8 but for 2 lines (the first is line 3), read in Windows' western code page");
    }

    [TestMethod]
    public void Files_joined_with_their_marks_have_one_header()
    {
        _folder.Write("joined.csv", [0xEF, 0xBB, 0xBF, .. "name,n\na,1\n"u8, 0xEF, 0xBB, 0xBF, .. "name,n\nb,2\n"u8]);

        IDataView table = _ml.Data.LoadTable(_folder.File("joined.csv"));

        CollectionAssert.AreEqual(new[] { 1f, 2f }, table.GetColumn<float>("n").ToArray());
        AssertSaid("stands again in line 3, left out");
    }

    [TestMethod]
    public void A_header_that_stands_again_in_another_case_is_no_row()
    {
        _folder.Write("joined.csv", [.. "name,n\na,1\nName,N\nb,2\n"u8]);

        IDataView table = _ml.Data.LoadTable(_folder.File("joined.csv"));

        CollectionAssert.AreEqual(new[] { 1f, 2f }, table.GetColumn<float>("n").ToArray());
        AssertSaid("stands again in line 3, left out");
    }

    [TestMethod]
    [DataRow("utf-16", true)]
    [DataRow("utf-16", false)]
    [DataRow("utf-16BE", true)]
    [DataRow("utf-16BE", false)]
    [DataRow("utf-32", true)]
    public void Wide_characters_are_read_with_a_mark_and_without(string encoding, bool hasMark)
    {
        Encoding wide = Encoding.GetEncoding(encoding);
        File.WriteAllBytes(_folder.File("wide.csv"),
            [.. hasMark ? wide.GetPreamble() : [], .. wide.GetBytes("name,n\r\nGenève €,1\r\nЖ,2\r\n")]);

        Assert.AreEqual("Genève € Ж", Words(_ml.Data.LoadTable(_folder.File("wide.csv")), "name"));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Stray_quotes_at_the_beginning_of_fields_between_tabs_swallow_no_row(bool hasHeader)
    {
        string[] texts = [.. Enumerable.Range(0, 500).Select(i => i switch
        {
            0 => "\"Keep it, he said",
            100 => "\"If you see \"him",
            101 => "\"good\" day",
            200 => "now\"",
            300 => "\"begins here",
            302 => "ends there\"",
            400 => "5\" screen \"x\"",
            _ => $"message {i}",
        })];
        string rows = string.Concat(texts.Select((text, i) => $"{(i % 5 == 0 ? "spam" : "ham")}\t{text}\n"));

        IDataView table = _ml.Data.LoadTable(Write((hasHeader ? "label\ttext\n" : "") + rows), new TableOptions { HasHeader = hasHeader });

        CollectionAssert.AreEqual(texts, table.GetColumn<string>(table.Schema[1].Name).ToArray());
        AssertSaid("has 4 rows (the first is line ");
    }

    [TestMethod]
    public void Rows_of_several_lines_are_counted()
    {
        IDataView table = _ml.Data.LoadTable(Write("text\tn\n\"one\ntwo\"\t1\nthree\t2\n\"four\n\nfive\"\t3\n", "excel.tsv"));

        CollectionAssert.AreEqual(new[] { "one\ntwo", "three", "four\n\nfive" }, table.GetColumn<string>("text").ToArray());
        AssertSaid("has 2 rows (the first is line 2) of several lines");
    }

    [TestMethod]
    [DataRow(',')]
    [DataRow('\t')]
    [DataRow(' ')]
    [DataRow(';')]
    public void MLNet_takes_rows_apart_as_they_were_checked(char separator)
    {
        const string Letters = "\"\"ab1 \t\u00A0,;|#/:'\u2003x";
        var random = new Random(7);
        var expected = new List<string[]>();
        var content = new StringBuilder("first,second,third\n".Replace(',', separator));
        var fields = new List<ReadOnlyMemory<char>>();
        while (expected.Count < 3_000)
        {
            string row = string.Join(separator, Enumerable.Range(0, 3)
                .Select(_ => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Letters[random.Next(Letters.Length)]))));
            MLFlux.Tables.FieldSplitter.Split(row, separator, fields);
            if (fields.Count != 3 || MLFlux.Tables.FieldSplitter.IsOpen(row, separator) || string.IsNullOrWhiteSpace(row)
                || separator == ' ' && row[0] is '#' or '/')
                continue;
            content.Append(row).Append('\n');
            expected.Add([.. fields.Select(field => field.ToString())]);
        }

        IDataView table = _ml.Data.LoadTable(Write(content.ToString()), new TableOptions
        {
            Separator = separator, HasHeader = true,
            Kinds = new[] { "first", "second", "third" }.ToDictionary(name => name, _ => TableColumnKind.Text),
        });

        string[][] columns = [.. table.Schema.Select(column => table.GetColumn<string>(column).ToArray())];
        Assert.AreEqual(expected.Count, columns[0].Length);
        for (int i = 0; i < expected.Count; i++)
            Assert.AreEqual(string.Join('‖', expected[i]), string.Join('‖', columns.Select(column => column[i])), $"row {i}");
    }

    [TestMethod]
    public void Open_quotes_are_looked_for_once_a_line()
    {
        string path = Write("a,b\n" + "1,\"x\n2,y\",\"z\n" + string.Concat(Enumerable.Repeat("x\",\"y\n", 300_000)));
        using var reader = MLFlux.Tables.RecordReader.Open(MLFlux.Tables.TableText.Of(path), ',');
        long rows = 0, lines = 0;
        for (; reader.ReadRow() is { } row; rows++)
            lines += 1 + row.Text.Count('\n');

        Assert.AreEqual(300_003, lines);
        Assert.IsTrue(rows <= lines);
    }

    [TestMethod]
    public void A_line_of_millions_of_separators_is_refused_in_little_memory()
    {
        string wide = Write("a,b\n1,2\n" + new string(',', 10_000_000) + "\n3,4\n", "wide.csv"), first =
            Write(new string(',', 10_000_000) + "\n", "first.csv");
        long before = GC.GetTotalAllocatedBytes(precise: true);

        StringAssert.Contains(Refused(wide), "line 3 has more than 100000 fields, expected 2");
        StringAssert.Contains(Refused(first), "more than 100000 fields, separated by commas");
        Assert.IsLessThan(1L << 30, GC.GetTotalAllocatedBytes(precise: true) - before);
    }

    [TestMethod]
    public void A_line_without_an_end_is_refused() =>
        StringAssert.Contains(Refused(Write("a,b\n1,2\n" + new string('x', 40_000_000))), "Line 3 of '");

    [TestMethod]
    [DataRow("a\tb\tlabel\n1\t2\tx\t\n3\t4\ty\t\n", DisplayName = "tabs at the end")]
    [DataRow("a,b,label\n1,2,x,,,\n3,4,y,,,\n", DisplayName = "several at the end")]
    [DataRow("a,b,label\n1,2,x\n3,4,y,\n", DisplayName = "some of them")]
    [DataRow("a,b,label,\n1,2,x\n3,4,y\n", DisplayName = "in the header only")]
    [DataRow("\"a\",\"b\",\"label\"\n\"1\",1,2,\"x\"\n\"2\",3,4,\"y\"\n", DisplayName = "names of rows")]
    [DataRow("\"a\" \"b\" \"label\"\n\"Mazda RX4\" 1 2 \"x\"\n\"Fiat 128\" 3 4 \"y\"\n", DisplayName = "names of rows, between blanks")]
    [DataRow("a b label\n1 2 x\n3 4 y\n", DisplayName = "blanks")]
    [DataRow("  a    b  label\n  1    2      x\n 3.0  4.0     y  \n", DisplayName = "aligned")]
    [DataRow("a  b  label\n1  2\tx\n3  4\ty\n", DisplayName = "blanks and tabs")]
    [DataRow("a,b,label\n1,2,x\na,b,label\n3,4,y\n", DisplayName = "the header again")]
    [DataRow("\"a\",b,label\n1,2,x\n3,4,y\na,b,\"label\"\n", DisplayName = "the header again, partly quoted")]
    public void Rows_as_programs_write_them_are_read(string content)
    {
        TableLayout layout = _ml.Data.InferTable(Write(content));
        IDataView table = layout.Load(_folder.File("table.csv"));

        Assert.AreEqual("a, b, label", string.Join(", ", layout.Columns.Select(column => column.Name)));
        CollectionAssert.AreEqual(new[] { 1f, 3f }, table.GetColumn<float>("a").ToArray());
        CollectionAssert.AreEqual(new[] { 2f, 4f }, table.GetColumn<float>("b").ToArray());
        Assert.AreEqual("x y", Words(table, "label"));
    }

    [TestMethod]
    public void Decimal_commas_between_commas_are_no_names_of_rows() =>
        StringAssert.Contains(Refused(Write("price,size\n2,5,2\n1,5,3\n1,2,4\n")), "line 2 has 3 fields, expected 2");

    [TestMethod]
    [DataRow("text\nthe cat sat\nthe dog ran\n", ',')]
    [DataRow("when,n\n2020-01-01 10:00,1\n2020-01-02 11:00,2\n", ',')]
    [DataRow("who\tn\nAnn Lee\t3\nBob Ray\t4\n", '\t')]
    [DataRow("n;m\n1 234,5;2 345,5\n3 456,5;4 567,5\n", ';')]
    public void Blanks_in_fields_are_no_separators(string content, char separator) =>
    Assert.AreEqual(separator, _ml.Data.InferTable(Write(content)).Separator);

    [TestMethod]
    public void Words_with_the_header_again_among_them_have_a_header() => Assert.IsTrue(_ml.Data.InferTable(
        Write("colour,shape\n" + string.Concat(Enumerable.Range(0, 60)
            .Select(i => i == 30 ? "colour,shape\n" : i % 2 == 0 ? "red,round\n" : "blue,square\n")))).HasHeader);

    [TestMethod]
    public void A_compressed_file_is_read_and_a_damaged_one_refused()
    {
        byte[] zipped = Zipped("name,n\n" + string.Concat(Enumerable.Range(0, 5_000).Select(i => $"w{i * 7919 % 10007},{i}\n")));
        _folder.Write("table.csv.gz", zipped);
        _folder.Write("cut.csv.gz", zipped[..^2000]);

        Assert.AreEqual(5_000, _ml.Data.LoadTable(_folder.File("table.csv.gz")).GetColumn<float>("n").Count());
        StringAssert.Contains(Refused(_folder.File("cut.csv.gz")), "compressed by gzip and damaged");
    }

    /// <summary>A line of units under the header made words of all numbers, or was one unreadable row among others.</summary>
    [TestMethod]
    [DataRow("name,height,weight\n,cm,kg\n", "Ann,{0},{1}\n", 5)]
    [DataRow("name,height,weight\n,cm,kg\n", "Ann,{0},{1}\n", 60)]
    [DataRow("name;height;weight\ntext;(cm);(kg)\n", "Ann;{0},5;{1}\n", 60)]
    [DataRow("time\theight\tweight\nhh:mm:ss\tcm\tkg\n", "10:00:00\t{0}\t{1}\n", 7)]
    [DataRow("height,weight\n°C,-\n", "{0},{1}\n", 30)]
    public void A_line_of_units_under_the_header_is_named_with_what_to_do(string head, string row, int rows)
    {
        string path = Write(head + string.Concat(Enumerable.Range(0, rows).Select(i => string.Format(row, 150 + i, 50 + (i * 7 % 40)))));
        string said = "";
        try
        {
            _ml.Data.InferTable(path);
            said = string.Join('\n', _said);
        }
        catch (InvalidDataException fault)
        {
            said = fault.Message;
        }

        StringAssert.Contains(said, $"Line 2 of '{path}' seems to hold units");
        StringAssert.Contains(said, "'height'");
        string[] lines = File.ReadAllLines(path);
        File.WriteAllLines(path, [lines[0], .. lines[2..]]); // The advice.
        Assert.AreEqual(TableColumnKind.Number, _ml.Data.InferTable(path).Columns.Single(column => column.Name == "height").Kind);
    }

    [TestMethod]
    [DataRow("name,height,city\nAnn,unknown,Bern\n")]
    [DataRow("name,height,city\nAnn,1.75 or so,\nBob,tall,\n")]
    [DataRow("height,weight\ntall,80\n")]
    public void A_first_row_with_a_word_among_numbers_is_no_line_of_units(string head)
    {
        int fields = head.Split('\n')[0].Split(',').Length;
        string row = fields == 2 ? "170,70\n" : "Eve,170,Bern\n";

        _ml.Data.InferTable(Write(head + string.Concat(Enumerable.Repeat(row, 9))));

        Assert.IsFalse(_said.Exists(line => line.Contains("units", StringComparison.Ordinal)), string.Join('\n', _said));
    }

    /// <summary>Files of several parts, as pigz, bgzip and cat write them, were refused: their last part told of itself alone.</summary>
    [TestMethod]
    [DataRow(1, 1)]
    [DataRow(2, 2_500)]
    [DataRow(50, 100)]
    public void A_compressed_file_of_several_parts_is_read_whole(int parts, int rows)
    {
        byte[][] zipped = [.. Enumerable.Range(0, parts).Select(part => Zipped((part == 0 ? "name,n\n" : "")
            + string.Concat(Enumerable.Range(part * rows, rows).Select(i => $"w{i * 7919 % 10007},{i}\n"))))];
        _folder.Write("parts.csv.gz", [.. zipped.SelectMany(part => part), .. Zipped("")]);

        CollectionAssert.AreEqual(Enumerable.Range(0, parts * rows).Select(i => (float)i).ToArray(),
            _ml.Data.LoadTable(_folder.File("parts.csv.gz")).GetColumn<float>("n").ToArray());
    }

    [TestMethod]
    public void A_compressed_file_that_is_cut_anywhere_is_refused()
    {
        byte[] first = Zipped("name,n\n" + string.Concat(Enumerable.Range(0, 900).Select(i => $"w{i * 7919 % 10007},{i}\n")));
        byte[] both = [.. first, .. Zipped("x,1\n")];
        foreach (int length in Enumerable.Range(12, both.Length - 12).Where(length => length != first.Length && (length % 97 == 0
            || Math.Abs(length - first.Length) < 30)))
        {
            _folder.Write("cut.csv.gz", both[..length]);
            StringAssert.Contains(Refused(_folder.File("cut.csv.gz")), "compressed by gzip and damaged", $"{length} bytes");
        }

        _folder.Write("more.csv.gz", [.. both, 1, 2, 3]);
        StringAssert.Contains(Refused(_folder.File("more.csv.gz")), "other bytes stand behind its end");
    }

    [TestMethod]
    public void A_compressed_file_of_UTF16_is_read()
    {
        byte[] text = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("name,n\nZoë,1\nŁuk,2\n")];
        _folder.Write("wide.csv.gz", Zipped(text));

        Assert.AreEqual("Zoë Łuk", Words(_ml.Data.LoadTable(_folder.File("wide.csv.gz")), "name"));
    }

    [TestMethod]
    [DataRow("504B0304140006000000", "book.xlsx", "an Excel workbook")]
    [DataRow("504B0304140000000800", "table.zip", "a zip archive")]
    [DataRow("D0CF11E0A1B11AE1", "book.xls", "an Excel workbook")]
    [DataRow("5041523115041500", "t.parquet", "a Parquet file")]
    [DataRow("425A683931415926", "t.csv.bz2", "compressed by bzip2")]
    [DataRow("FD377A585A000004", "t.csv.xz", "compressed by xz")]
    [DataRow("255044462D312E37", "t.pdf", "a PDF document")]
    [DataRow("89504E470D0A1A0A", "t.png", "an image (PNG)")]
    [DataRow("FFD8FFE000104A46", "t.csv", "an image (JPEG)")]
    [DataRow("7B2261223A317D0A7B2261223A327D0A", "t.jsonl", "JSON")]
    [DataRow("5B0A20207B2261223A317D5D", "t.csv", "JSON")]
    [DataRow("3C21444F43545950452068746D6C3E", "t.csv", "a web page")]
    public void What_is_no_table_in_text_is_named_for_what_it_is(string bytes, string file, string name) =>
        StringAssert.Contains(Refused(_folder.Write(file, Convert.FromHexString(bytes))), $"is {name}");

    [TestMethod]
    public void Folders_and_devices_are_refused_at_once()
    {
        string folder = Path.GetDirectoryName(_folder.File("x"))!;
        StringAssert.Contains(Refused(folder), "is a folder; expected a table in a text file");
        if (OperatingSystem.IsLinux())
            StringAssert.Contains(Refused("/dev/zero"), "is a device");
    }

    [TestMethod]
    public void Advice_holds_for_the_fault()
    {
        string many = "a,b\n" + string.Concat(Enumerable.Repeat("1,2\n", 40));

        StringAssert.Contains(Refused(Write(many + "1\n")), "Mend them, or leave them out (Unreadable = UnreadableRows.Skip).");
        StringAssert.Contains(Refused(Write(many + "x,2\n")),
            "Mend them, leave them out (Unreadable = UnreadableRows.Skip), or say what the column holds (Kinds of TableOptions).");
        string none = Write("a,b\n1,2,3,4\n1,2,3,5\n");
        StringAssert.Contains(Refused(none), "Mend them, or say what separates the fields (Separator of TableOptions).");
        Assert.ThrowsExactly<InvalidDataException>(() => _ml.Data.LoadTable(none, new TableOptions { Unreadable = UnreadableRows.Skip }));
    }

    [TestMethod]
    public void A_fingerprint_of_a_file_can_be_cancelled() => Assert.ThrowsExactly<OperationCanceledException>(
        () => DataFingerprint.Of(Write("a,b\n"), new CancellationToken(canceled: true)));

    private void AssertSaid(string words) =>
        Assert.IsTrue(_said.Exists(line => line.Contains(words, StringComparison.Ordinal)), string.Join('\n', _said));

    private string Refused(string path) => Assert.ThrowsExactly<InvalidDataException>(() => _ml.Data.LoadTable(path)).Message;

    private static string Words(IDataView table, string column) => string.Join(' ', table.GetColumn<string>(column));

    private static byte[] Zipped(string text) => Zipped(Encoding.UTF8.GetBytes(text));

    private static byte[] Zipped(byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.Optimal))
            zip.Write(content);
        return bytes.ToArray();
    }

    private string Write(string content, string name = "table.csv")
    {
        File.WriteAllText(_folder.File(name), content);
        return _folder.File(name);
    }
}
