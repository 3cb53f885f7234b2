using Microsoft.ML.Data;
using MLFlux.Tables;

namespace MLFlux.Tests.Pipelines;

/// <summary>Lines below a table that say where it is from were rows that could not be read.</summary>
[TestClass]
public sealed class FooterLineTests : TableFileTests
{
    [TestMethod]
    [DataRow("Source: Eurostat, 2021")]
    [DataRow("Source: Eurostat,,,")]
    [DataRow("\"Source: Eurostat, Statistics, of 2021\"")]
    [DataRow("Source : Insee,,,")]
    [DataRow("\n\nNote: figures are rounded.\nSource: Office\n")]
    [DataRow("* provisional\n** estimated, p < 0.05")]
    [DataRow("Quelle: Statistisches Bundesamt")]
    [DataRow("Data from database: World Development Indicators\nLast Updated: 07/20/2022")]
    [DataRow("Last updated 1 May 2024,,,")]
    [DataRow("© 2024, Office")]
    [DataRow("[1] Without islands")]
    [DataRow("p = provisional\ne = estimated\n: = not available")]
    [DataRow("Notes:,,,\nA row is a region,,,")]
    public void Lines_below_the_rows_are_left_out_and_told(string below)
    {
        string file = Write(Rows(12) + below + "\n");

        TableLayout layout = Ml.Data.InferTable(file);
        float[] read = [.. layout.Load(file).GetColumn<float>("x")];

        CollectionAssert.AreEqual(Enumerable.Range(1, 12).Select(i => (float)i).ToArray(), read);
        Assert.Contains($"'{Table}' has '{below.Trim('\n').Split('\n')[0].TrimEnd(',')}' below its rows in ", Warnings.Single());
    }

    [TestMethod]
    public void A_sum_above_them_is_left_out_too()
    {
        IEnumerable<float> read = Ml.Data.LoadTable(Write(Rows(12) + "Total,78,650,\nSource: Office\n")).GetColumn<float>("x");

        CollectionAssert.AreEqual(Enumerable.Range(1, 12).Select(i => (float)i).ToArray(), read.ToArray());
        Assert.IsTrue(Warnings.Any(warning => warning.Contains("Line 14", StringComparison.Ordinal)));
        Assert.IsTrue(Warnings.Any(warning => warning.Contains("'Source: Office' below its rows in line 15", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Files_that_were_joined_have_them_between()
    {
        string part = Rows(8) + "Source: Office\n";

        float[] read = [.. Ml.Data.LoadTable(Write(part + part)).GetColumn<float>("x")];

        Assert.HasCount(16, read);
        Assert.IsTrue(Warnings.Any(warning => warning.Contains("in 2 lines (the first is line 10)", StringComparison.Ordinal)));
    }

    /// <summary>Where rows have one field alone, a line below them may be one more: 15 of 60 titles to score were left out.</summary>
    [TestMethod]
    public void Titles_without_anything_beside_them_are_rows()
    {
        TableLayout layout = Ml.Data.InferTable(Write(
            "title,label\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"Title {i},{i % 2}\n"))));
        string file = Write("title,label\n" + string.Concat(Enumerable.Range(0, 60)
            .Select(i => i == 45 ? "Copyright law basics,\n" : $"Title {i},\n")));

        Assert.HasCount(60, layout.Load(file).GetColumn<string>("title").ToArray());
    }

    [TestMethod]
    [DataRow("Source: Eurostat, 2021\nnorth,13,169,y\n")]
    [DataRow("north,13\n")]
    [DataRow("Sourcing: x\n")]
    [DataRow("*\n")]
    [DataRow("Source: a,b,c,d,e\n")]
    public void Other_lines_are_refused_with_their_line(string below)
    {
        string file = Write(Rows(12) + below);

        InvalidDataException fault = Assert.ThrowsExactly<InvalidDataException>(() => Ml.Data.InferTable(file));

        Assert.Contains("line 14", fault.Message);
    }

    [TestMethod]
    [DataRow("Note: call again", "Note: ring twice")]
    [DataRow("I liked it so much, thanks", "Note: bad")]
    public void Where_rows_begin_the_same_or_with_sentences_it_may_be_data(string first, string last)
    {
        string rows = string.Concat(Enumerable.Range(1, 12).Select(i => $"\"{first}\",{i},{i * i},y\n"));

        Assert.ThrowsExactly<InvalidDataException>(() => Ml.Data.InferTable(Write($"text,x,z,y\n{rows}{last}\n")));
    }

    [TestMethod]
    public void Rows_with_a_label_keep_their_lines()
    {
        TableLayout layout = Ml.Data.InferTable(
            Write(Rows(6) + ",,,\nSource: Office,,,\n"), new TableOptions { RequiredColumn = "y" });

        CollectionAssert.AreEqual(new long[] { 2, 3, 4, 5, 6, 7 }, layout.InferredLines().ToArray());
    }

    private static string Rows(int count) =>
        $"region,x,z,y\n{string.Concat(Enumerable.Range(1, count).Select(i => $"north,{i},{i * i},{(i % 3 == 0 ? "y" : "n")}\n"))}";
}
