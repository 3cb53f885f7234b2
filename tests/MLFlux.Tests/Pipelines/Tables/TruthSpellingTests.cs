using System.Text.Json.Nodes;
using Microsoft.ML.Data;
using MLFlux.Served;

namespace MLFlux.Tests.Pipelines;

/// <summary>Yes and no in several spellings were as many levels, or rows that could not be read.</summary>
[TestClass]
public sealed class TruthSpellingTests : TableFileTests
{
    [TestMethod]
    [DataRow("true|true|True|T|false|false|False|F|", "true", "false")]
    [DataRow("yes|yes|YES|Yes|y|no|no|No|n|N", "yes", "no")]
    [DataRow("1|0|1|0|1|0|1|0|yes|no", "yes", "no")]
    [DataRow("TRUE|FALSE|1|0|1|0", "TRUE", "FALSE")]
    [DataRow("yes|yes|no|no|true|Y", "yes", "no")]
    [DataRow("Yes|no|yes|No|unknown|Yes|No|refused", "Yes", "No")]
    public void Spellings_are_one_value_each_and_told(string written, string yes, string no)
    {
        string[] fields = written.Split('|');

        string[] read = Read(fields);

        for (int i = 0; i < fields.Length; i++)
        {
            string expected = "yt1".Contains(char.ToLowerInvariant(fields[i].FirstOrDefault('-')), StringComparison.Ordinal) ? yes
                : "nf0".Contains(char.ToLowerInvariant(fields[i].FirstOrDefault('-')), StringComparison.Ordinal) ? no : fields[i];
            Assert.AreEqual(expected, read[i], $"field {i}");
        }

        Assert.Contains("has values in several spellings", Warnings.Single());
    }

    [TestMethod]
    [DataRow("yes|no|yes|no")]
    [DataRow("Y|N|U|y|n")]
    [DataRow("A|B|a|b")]
    [DataRow("no|NO|se|dk")]
    [DataRow("yes|no|YES|maybe|sometimes|often|never")]
    [DataRow("yes|no|Yes|3|17")]
    [DataRow("M|F|m|f")]
    [DataRow("t|f|x|T")]
    public void Other_words_keep_their_spellings(string written)
    {
        string[] fields = written.Split('|');

        CollectionAssert.AreEqual(fields, Read(fields));
        Assert.IsEmpty(Warnings.Where(warning => warning.Contains("spelling", StringComparison.Ordinal)));
    }

    /// <summary>A word in the second of two files that were joined was a row that could not be read.</summary>
    [TestMethod]
    public void A_spelling_that_is_rare_or_late_is_read()
    {
        string[] fields = [.. Enumerable.Range(0, 3_000).Select(i => i < 2_950 ? $"{i % 2}" : i % 2 == 0 ? "No" : "Yes")];

        CollectionAssert.AreEqual(Enumerable.Range(0, 3_000).Select(i => i % 2 == 0 ? "No" : "Yes").ToArray(), Read(fields));
    }

    [TestMethod]
    public void Truth_values_stay_truth_values_and_said_words_stay_words()
    {
        string file = Write(Text(["true", "False", "TRUE", "false"]));

        Assert.AreEqual(TableColumnKind.Boolean, Ml.Data.InferTable(file).Columns[0].Kind);
        Assert.IsNull(Ml.Data.InferTable(Write(Text(["yes", "no", "YES", "n"])), new TableOptions
        {
            Kinds = new Dictionary<string, TableColumnKind> { ["a"] = TableColumnKind.Text },
        }).Columns[0].Spellings);
    }

    [TestMethod]
    public void Later_files_and_given_rows_may_have_any_spelling()
    {
        TableLayout layout = Ml.Data.InferTable(Write(Text(["yes", "no", "YES", "No"])));
        JsonObject[] rows = [.. new JsonNode[] { "Y", true, 0, "other" }.Select(value => new JsonObject { ["a"] = value })];

        string[] read = [.. layout.Load(Write(Text(["T", "false", "1", "", "other"]))).GetColumn<string>("a")];
        foreach (JsonObject row in rows)
            new GivenForms(ModelCardTable.Of(layout)).Apply(row, []);

        CollectionAssert.AreEqual(new[] { "YES", "No", "YES", "", "other" }, read);
        CollectionAssert.AreEqual(new[] { "YES", "YES", "No", "other" }, rows.Select(row => row["a"]!.ToString()).ToArray());
    }

    private static string Text(IEnumerable<string> fields) =>
        $"a,y\n{string.Concat(fields.Select((field, i) => $"{field},{(i * 7 % 11) + 0.5}\n"))}";

    private string[] Read(string[] fields) => [.. Ml.Data.InferTable(Write(Text(fields))).Load(Table).GetColumn<string>("a")];
}
