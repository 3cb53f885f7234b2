using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tables;

namespace MLFlux.Tests.Pipelines;

/// <summary>What spreadsheets leave in a file that is no row: sums, empty rows, titles, names that stand twice.</summary>
[TestClass]
public sealed class SpreadsheetRowsTests : TableFileTests
{
    /// <summary>The sum of 240 rows was learned as a row, and R² fell below zero.</summary>
    [TestMethod]
    [DataRow("Total,55,550")]
    [DataRow("Summe:,55,550")]
    [DataRow("合計,55,")]
    [DataRow(",55,550")]
    [DataRow("x,55,550")]
    [DataRow("TOTAL,,550.0")]
    public void A_last_row_that_is_the_sum_of_the_others_is_left_out(string last)
    {
        TableLayout layout = Ml.Data.InferTable(Write(Rows(10) + last + "\n"));

        CollectionAssert.AreEqual(Enumerable.Range(1, 10).Select(i => (float)i).ToArray(), Amounts(layout));
        Assert.Contains($"Line 12 of '{Table}' is the sum of the rows above it, and is left out.", Warnings.Single());
    }

    /// <summary>Sums between the rows were learned as rows.</summary>
    [TestMethod]
    [DataRow("North Total", true)]
    [DataRow("Nord Ergebnis", true)]
    [DataRow("Total Care", false)]
    public void Sums_between_the_rows_are_told(string name, bool isTold)
    {
        string rows = string.Concat(Enumerable.Range(1, 12).Select(i => i % 4 == 0 ? $"{name},3,9\n" : $"north,{i},{i % 5}\n"));

        Ml.Data.LoadTable(Write($"region,x,y\n{rows}"));

        Assert.AreEqual(isTold, Warnings.Any(warning => warning.Contains(
            $"'{Table}' has 3 rows (the first is line 5) whose first field says that they are sums", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("Total,55,551")]
    [DataRow("x,55,")]
    [DataRow("x,11,110")]
    [DataRow("Total,11,110")]
    [DataRow(",,")]
    public void Another_last_row_is_a_row(string last)
    {
        TableLayout layout = Ml.Data.InferTable(Write(Rows(10) + last + "\n"));

        Assert.HasCount(11, Amounts(layout));
        Assert.IsEmpty(Warnings);
    }

    [TestMethod]
    public void The_sum_of_a_few_rows_is_a_row()
    {
        Assert.HasCount(4, Amounts(Ml.Data.InferTable(Write(Rows(3) + "Total,6,60\n"))));
    }

    [TestMethod]
    public void A_sum_is_left_out_of_a_later_file_and_its_lines_are_told()
    {
        TableLayout layout = Ml.Data.InferTable(Write(Rows(10)));

        IDataView later = layout.Load(Write(Rows(7) + "Total,28,280\n"));

        Assert.HasCount(7, later.GetColumn<float>("amount").ToArray());
    }

    /// <summary>Excel writes rows of commas below a table; each was a row without a label, and the file was refused.</summary>
    [TestMethod]
    public void Empty_rows_are_left_out_where_each_has_to_have_a_value()
    {
        string path = Write(Rows(4) + ",,\n" + "e,5,50\n" + ",,,\n,\n");

        TableLayout layout = Ml.Data.InferTable(path, new TableOptions { RequiredColumn = "amount" });

        CollectionAssert.AreEqual(new[] { 1f, 2f, 3f, 4f, 5f }, layout.LoadInferred(memory: 0).GetColumn<float>("amount").ToArray());
        Assert.Contains($"'{Table}' has nothing but empty fields in 3 lines (the first is line 6), left out.", Warnings.Single());
    }

    [TestMethod]
    [DataRow("Sales of 2024\n\n")]
    [DataRow("Sales of 2024,,\nRegion: North,,\n")]
    public void A_title_above_the_names_is_told(string title)
    {
        string message = Assert.ThrowsExactly<InvalidDataException>(() => Ml.Data.InferTable(Write(title + Rows(100)))).Message;

        Assert.Contains(
            "'Sales of 2024' seems to be a title: remove what stands above the names of the columns, or begin those lines with #", message);
    }

    [TestMethod]
    public void A_title_is_told_where_a_few_rows_below_are_taken_for_words()
    {
        Ml.Data.InferTable(Write("Sales of 2024,,\n" + Rows(10)));

        Assert.Contains($"In '{Table}' 'Sales of 2024' seems to be a title", string.Join('\n', Warnings));
    }

    [TestMethod]
    [DataRow("# Sales of 2024\n\n")]
    [DataRow("# Sales of 2024,,\n# Region: North,,\n")]
    public void A_title_that_begins_so_is_passed_over(string title) =>
        Assert.HasCount(10, Amounts(Ml.Data.InferTable(Write(title + Rows(10)))));

    /// <summary>The first was taken, without a word: as a label, too.</summary>
    [TestMethod]
    public void A_name_that_stands_twice_is_told()
    {
        TableLayout layout = Ml.Data.InferTable(Write("x,y,y\n1,2,3\n4,5,6\n"));

        CollectionAssert.AreEqual(new[] { "x", "y", "y_2" }, layout.Columns.Select(column => column.Name).ToArray());
        Assert.Contains("has 'y' over 2 columns: 'y' is the first, 'y_2' the second", Warnings.Single());
    }

    private static string Rows(int count) =>
        string.Concat(Enumerable.Range(1, count).Select(i => $"{(char)('a' + (i % 3))},{i},{i * 10}\n").Prepend("name,amount,price\n"));

    private float[] Amounts(TableLayout layout) => [.. layout.Load(Table).GetColumn<float>("amount")];
}
