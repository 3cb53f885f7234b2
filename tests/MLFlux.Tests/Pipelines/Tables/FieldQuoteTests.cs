using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Tests.Pipelines;

/// <summary>Fields that are quoted or escaped otherwise than most: their dates were words, their separators made rows too long.</summary>
[TestClass]
public sealed class FieldQuoteTests : TableFileTests
{
    [TestMethod]
    [DataRow(",")]
    [DataRow(";")]
    [DataRow("\t")]
    public void Fields_in_single_quotes_are_what_stands_within(string mark)
    {
        string content = string.Join('\n',
            "'day','town','y'", "'2024-01-31','St. John''s, NL','1.5'", "'2024-02-29','L\\'Aquila','2.5'", "'','say \"hi\"',NULL", "")
            .Replace("','", $"'{mark}'", StringComparison.Ordinal).Replace("',N", $"'{mark}N", StringComparison.Ordinal);

        IDataView rows = Ml.Data.LoadTable(Write(content));

        CollectionAssert.AreEqual(new[] { "day", "town", "y" }, rows.Schema.Select(column => column.Name).ToArray());
        CollectionAssert.AreEqual(new DateTime[] { new(2024, 1, 31), new(2024, 2, 29), default },
            rows.GetColumn<DateTime>("day").ToArray());
        CollectionAssert.AreEqual(new[] { "St. John's, NL", "L'Aquila", "say \"hi\"" }, rows.GetColumn<string>("town").ToArray());
        CollectionAssert.AreEqual(new[] { 1.5f, 2.5f, float.NaN }, rows.GetColumn<float>("y").ToArray());
    }

    [TestMethod]
    [DataRow("town,y\n'tis,1\nO'Neill,2\nrock 'n' roll,3\n", "'tis")]
    [DataRow("town,y\n'a' or 'b',1\n'c',2\nd,3\n", "'a' or 'b'")]
    [DataRow("town,y\n\"'a'\",1\n\"'b'\",2\n", "'a'")]
    public void Apostrophes_of_other_files_stay(string content, string first) =>
        Assert.AreEqual(first, Ml.Data.LoadTable(Write(content)).GetColumn<string>("town").First());

    [TestMethod]
    [DataRow(",")]
    [DataRow("\t")]
    [DataRow(";")]
    public void A_separator_behind_a_backslash_is_no_separator(string mark)
    {
        IDataView rows = Ml.Data.LoadTable(Write($"town{mark}y\nBern\\{mark} CH{mark}1\nWien{mark}2\nA \"b\"\\{mark} c{mark}3\n"));

        CollectionAssert.AreEqual(new[] { $"Bern{mark} CH", "Wien", $"A \"b\"{mark} c" }, rows.GetColumn<string>("town").ToArray());
        CollectionAssert.AreEqual(new[] { 1f, 2f, 3f }, rows.GetColumn<float>("y").ToArray());
    }

    [TestMethod]
    public void A_path_that_ends_with_a_backslash_ends_its_field()
    {
        IDataView rows = Ml.Data.LoadTable(Write("folder,y\nC:\\temp\\,1\nC:\\data\\,2\nC:\\x,3\n"));

        CollectionAssert.AreEqual(new[] { "C:\\temp\\", "C:\\data\\", "C:\\x" }, rows.GetColumn<string>("folder").ToArray());
    }

    /// <summary>What was looked at were the first 4,096 bytes, and bytes of UTF-16 hold no such pair.</summary>
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Quotes_with_a_backslash_are_found_further_down_and_in_wide_characters(bool isWide)
    {
        string rows = string.Concat(Enumerable.Range(0, 1_000).Select(
            i => $"\"plain, {(char)('a' + (i % 26))}{(char)('a' + (i / 26 % 26))}\",{i}\n"));
        File.WriteAllText(Table, $"note,y\n{rows}\"a \\\"b\\\", c\",1\n", isWide ? Encoding.Unicode : Encoding.UTF8);

        Assert.AreEqual("a \"b\", c", Ml.Data.LoadTable(Table).GetColumn<string>("note").Last());
        Assert.IsEmpty(Warnings);
    }
}
