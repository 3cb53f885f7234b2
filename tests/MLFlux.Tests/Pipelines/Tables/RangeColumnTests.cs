using System.Text.Json.Nodes;
using Microsoft.ML.Data;
using MLFlux.Served;

namespace MLFlux.Tests.Pipelines;

/// <summary>Bands of ages and incomes were words, of which the order was lost.</summary>
[TestClass]
public sealed class RangeColumnTests : TableFileTests
{
    [TestMethod]
    [DataRow("25-34|35-44|45-54|65+", 29.5f, 39.5f, 49.5f, 65f)]
    [DataRow("25–34|35–44|18–24|<18", 29.5f, 39.5f, 21f, 9f)]
    [DataRow("0 - 17|18 - 64|65 and over", 8.5f, 41f, 65f)]
    [DataRow("$10K-$25K|$25K-$50K|under $10K|$50K+", 17_500f, 37_500f, 5_000f, 50_000f)]
    [DataRow("$10-25K|$25-50K|<$10K", 17_500f, 37_500f, 5_000f)]
    [DataRow("10,000-24,999|25,000-49,999|50,000 or more", 17_499.5f, 37_499.5f, 50_000f)]
    [DataRow("10 to 20|21 to 30|31 to 40", 15f, 25.5f, 35.5f)]
    [DataRow("between 1 and 5|between 6 and 10|between 11 and 20|more than 20", 3f, 8f, 15.5f, 20f)]
    [DataRow("[0-10)|[10-20)|[20-30)", 5f, 15f, 25f)]
    [DataRow("(0, 10]|(10, 20]|(20, 40]", 5f, 15f, 30f)]
    [DataRow("1|2|3-4|5+", 1f, 2f, 3.5f, 5f)]
    [DataRow("10%-20%|20%-30%|30%-40%", 15f, 25f, 35f)]
    [DataRow("-10 - -5|-5 - 0|0 - 5", -7.5f, -2.5f, 2.5f)]
    public void Ranges_of_one_order_are_read_as_their_middles(string bands, params float[] middles)
    {
        string[] fields = bands.Split('|');

        TableLayout layout = Layout(Repeated(fields, 60));
        float[] read = [.. layout.Load(Table).GetColumn<float>("band")];

        CollectionAssert.AreEqual(Enumerable.Range(0, 60).Select(i => middles[i % middles.Length]).ToArray(), read);
        Assert.AreEqual("middle of range", layout.Columns[0].Unit);
        Assert.Contains("holds ranges, each read as the number in its middle: '", Warnings.Single());
    }

    [TestMethod]
    [DataRow("2020-11|2020-12|2021-01|2021-02")]
    [DataRow("2024-01-05|2024-01-06|2024-02-07")]
    [DataRow("3-2|1-0|2-4|0-1")]
    [DataRow("0-1|0-2|1-2|1-3")]
    [DataRow("120-80|130-85|110-70")]
    [DataRow("25-34|30-40|35-50|18-25")]
    [DataRow("10-20|50-60|90-100")]
    [DataRow("12-345|10-200|11-117")]
    [DataRow("AB-12|AB-13|CD-1")]
    [DataRow("1-2 days|3-4 weeks|5-6 months")]
    [DataRow("1-2 years|3-5 years|under 1 year|over 5 years")]
    [DataRow("0-12 months|13-24 months|25-36 months")]
    [DataRow("0-10|11-20")]
    [DataRow("low|high|1-5|6-10|11-15")]
    [DataRow("red|green|blue")]
    [DataRow("1e-3|1e-2|1e-1|auto")]
    [DataRow("11|21|22|23|31-33|42|44-45|48-49|51|52")]
    public void Other_words_are_none(string words) =>
        Assert.AreNotEqual("middle of range", Layout(Repeated(words.Split('|'), 60)).Columns[0].Unit);

    [TestMethod]
    public void Numbers_of_telephones_are_none() =>
        Assert.IsNull(Layout([.. Enumerable.Range(1, 60).Select(i => $"{300 + i}-{1_000 + (i * 37 % 500)}")]).Columns[0].Unit);

    [TestMethod]
    public void A_word_among_ranges_stands_for_a_missing_one()
    {
        string[] fields = Repeated(["18-24", "25-34", "35-44", "45-54", "unknown"], 60);

        float[] read = [.. Layout(fields).Load(Table).GetColumn<float>("band")];

        for (int i = 0; i < fields.Length; i++)
            Assert.AreEqual(fields[i] == "unknown" ? float.NaN : (float)fields[i].Split('-').Average(int.Parse), read[i]);
        Assert.IsTrue(Warnings.Any(warning => warning.Contains("'unknown' in 12 rows stands for missing ones", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void What_is_said_to_be_words_stays_words_and_so_does_a_label()
    {
        string file = Write(Text(Repeated(["18-24", "25-34", "35-44"], 30)));

        Assert.AreEqual(TableColumnKind.Text, Ml.Data.InferTable(file, new TableOptions
        {
            Kinds = new Dictionary<string, TableColumnKind> { ["band"] = TableColumnKind.Text },
        }).Columns[0].Kind);
        Assert.AreEqual(TableColumnKind.Text, Ml.Data.InferTable(file, new TableOptions { RequiredColumn = "band" }).Columns[0].Kind);
    }

    [TestMethod]
    public void A_later_file_may_have_other_ranges_and_no_other_words()
    {
        TableLayout layout = Layout(Repeated(["18-24", "25-34", "35-44"], 30));

        float[] read = [.. layout.Load(Write(Text(["45-54", "25 – 34", "65+", "", "30"]))).GetColumn<float>("band")];
        InvalidDataException fault = Assert.ThrowsExactly<InvalidDataException>(() => layout.Load(Write(Text(["18-24", "young", "old"]))));

        CollectionAssert.AreEqual(new[] { 49.5f, 29.5f, 65, float.NaN, 30 }, read);
        Assert.Contains("'young'", fault.Message);
    }

    /// <summary>Of a later file's years the middle was read as one of months.</summary>
    [TestMethod]
    [DataRow("2-3 years")]
    [DataRow("under 2 years")]
    public void A_later_file_has_no_ranges_of_another_unit(string range)
    {
        TableLayout layout = Layout(Repeated(["0-12", "13-24", "25-36"], 30));

        Assert.Contains($"'{range}'",
            Assert.ThrowsExactly<InvalidDataException>(() => layout.Load(Write(Text(["0-12", range])))).Message);
        CollectionAssert.AreEqual(new[] { 6f, 15 }, layout.Load(Write(Text(["0-12", "10%-20%"]))).GetColumn<float>("band").ToArray());
    }

    [TestMethod]
    public void A_row_that_is_given_may_have_the_range_or_its_middle()
    {
        var forms = new GivenForms(ModelCardTable.Of(Layout(Repeated(["18-24", "25-34", "35-44"], 30))));
        var row = new JsonObject { ["band"] = "25-34", ["x"] = "25-34" };
        var other = new JsonObject { ["band"] = 29.5, ["x"] = 1 };

        forms.Apply(row, []);
        forms.Apply(other, []);

        Assert.AreEqual("""{"band":29.5,"x":"25-34"}""", row.ToJsonString());
        Assert.AreEqual("""{"band":29.5,"x":1}""", other.ToJsonString());
    }

    private static string[] Repeated(string[] fields, int rows) => [.. Enumerable.Range(0, rows).Select(i => fields[i % fields.Length])];

    private static string Text(IEnumerable<string> fields) =>
        $"band,y\n{string.Concat(fields.Select((field, i) => $"\"{field}\",{(i * 7 % 11) + 0.5}\n"))}";

    private TableLayout Layout(string[] fields) => Ml.Data.InferTable(Write(Text(fields)));
}
