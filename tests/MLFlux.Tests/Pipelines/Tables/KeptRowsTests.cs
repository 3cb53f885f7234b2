using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Progress;
using MLFlux.Tables;

namespace MLFlux.Tests.Pipelines;

/// <summary>Rows that look like what stands around a table, and labels that look like numbers: each is what it says.</summary>
[TestClass]
public sealed class KeptRowsTests : TableFileTests
{
    /// <summary>Numbers of rows in two fields were taken for the line below a table, and no row was left.</summary>
    [TestMethod]
    [DataRow("id,size\n1,300 rows\n2,250 rows\n", "300 rows|250 rows")]
    [DataRow("id,size\n1,300 rows\n2,n/k\n3,250 rows\n", "300 rows|n/k|250 rows")]
    [DataRow("n what\n5 apples\n1 row\n300 rows\n", "apples|row|rows")]
    [DataRow("n what\n5 apples\n300 rows\n", "apples|rows")]
    [DataRow("n what state\n5 rows selected\n3 rows affected\n", "rows|rows")]
    public void A_row_with_a_number_of_rows_in_it_is_a_row(string content, string expected)
    {
        IDataView rows = Ml.Data.LoadTable(Write(content), new TableOptions
        {
            HasHeader = true, Kinds = new Dictionary<string, TableColumnKind> { [content[..content.IndexOf('\n')].Split(',', ' ')[1]] =
                TableColumnKind.Text },
        });

        CollectionAssert.AreEqual(expected.Split('|'), rows.GetColumn<string>(rows.Schema[1].Name).ToArray());
    }

    [TestMethod]
    public void A_number_of_rows_between_the_rows_is_a_row_that_cannot_be_read()
    {
        string fault = Assert.ThrowsExactly<InvalidDataException>(
            () => Ml.Data.LoadTable(Write("a,b,y\n1,2,3\n300 rows\n4,5,6\n"))).Message;

        Assert.Contains("line 3 has 1 field, expected 3", fault);
    }

    /// <summary>Two results of one console, one below the other.</summary>
    [TestMethod]
    [DataRow("a,y\n-----,---\n1,2\n\n(1 row affected)\n\na,y\n-----,---\n3,4\n\n(1 row affected)\n")]
    [DataRow("a    y\n---- ---\n1    2\n1 row selected.\n\na    y\n---- ---\n3    4\n1 row selected.\n\n\n")]
    public void Rules_and_numbers_of_rows_of_joined_tables_are_no_rows(string content)
    {
        IDataView rows = Ml.Data.LoadTable(Write(content));

        CollectionAssert.AreEqual(new[] { 1f, 3f }, rows.GetColumn<float>("a").ToArray());
        Assert.Contains("stands again in line ", Warnings.Single());
    }

    /// <summary>A row that is there but for all its values was no row, so that fewer rows were predicted than the file has.</summary>
    [TestMethod]
    [DataRow("a,y\n1,2\n---,-\n3,4\n")]
    [DataRow("a|y\n1|2\n ---|--- \n3|4\n")]
    [DataRow("a\ty\n1\t2\n\t\n3\t4\n")]
    public void A_row_without_a_value_is_a_row(string content)
    {
        TableLayout layout = Ml.Data.InferTable(Write(content));

        CollectionAssert.AreEqual(new[] { 1f, float.NaN, 3f }, layout.Load(Table).GetColumn<float>("a").ToArray());
        CollectionAssert.AreEqual(new[] { 2f, float.NaN, 4f }, layout.LoadInferred(memory: 0).GetColumn<float>("y").ToArray());
    }

    [TestMethod]
    public void A_row_without_a_value_below_a_row_that_names_nothing_is_a_row() => CollectionAssert.AreEqual(
        new[] { 1f, float.NaN, 3f },
        Ml.Data.LoadTable(Write("1,2\n---,-\n3,4\n"), new TableOptions { HasHeader = false }).GetColumn<float>("Column1").ToArray());

    /// <summary>Alleles and grades in large letters were taken for their header again.</summary>
    [TestMethod]
    public void Words_that_are_the_names_of_their_columns_in_another_case_are_a_row()
    {
        string rows = string.Concat(Enumerable.Range(0, 60).Select(i => i == 30 ? "A,B\n" : $"{(char)('C' + i % 7)},D\n"));
        TableLayout layout = Ml.Data.InferTable(Write($"a,b\n{rows}"), new TableOptions { HasHeader = true });

        Assert.HasCount(60, layout.LoadInferred(memory: 0).GetColumn<string>("a").ToArray());
        Assert.HasCount(60, layout.Load(Table).GetColumn<string>("a").ToArray());
        Assert.IsEmpty(Warnings);
    }

    /// <summary>Classes lost the words that they were written with.</summary>
    [TestMethod]
    [DataRow("1st|2nd|3rd")]
    [DataRow("0|1|2|3 or more")]
    [DataRow("under 18|18|19")]
    [DataRow("0|1|2|3+")]
    public void A_label_of_few_values_keeps_its_words(string values)
    {
        string[] words = values.Split('|');
        string content = "x,y\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i},{words[i % words.Length]}\n"));

        TableLayout layout = Ml.Data.InferTable(Write(content), new TableOptions { RequiredColumn = "y" });

        Assert.AreEqual(TableColumnKind.Text, layout.Columns[1].Kind);
        CollectionAssert.AreEqual(words, layout.Load(Table).GetColumn<string>("y").Take(words.Length).ToArray());
    }

    [TestMethod]
    [DataRow("x")]
    [DataRow("y")]
    public void Many_values_and_features_are_the_numbers_behind_their_words(string label)
    {
        string content = "x,y\n" + string.Concat(Enumerable.Range(0, 60).Select(
            i => string.Create(CultureInfo.InvariantCulture, $"{(label == "x" ? i * 3 : i % 3)}{(i == 7 ? " or more" : "")},{i}\n")));

        TableLayout layout = Ml.Data.InferTable(Write(content), new TableOptions { RequiredColumn = label });

        Assert.AreEqual(TableColumnKind.Number, layout.Columns[0].Kind);
        Assert.Contains("or more' is read as", Warnings.Single());
    }

    /// <summary>A file was read once more for each kind of what was found in its columns.</summary>
    [TestMethod]
    public void What_is_found_in_several_columns_takes_one_more_pass()
    {
        string content = "a,b\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{(i % 8 == 0 ? "pending" : $"{i}")},{i} kg\n"));
        var counter = new RowCounter(CancellationToken.None);

        TableLayout layout = Ml.Data.InferTable(Write(content), new TableOptions { Counter = counter });

        Assert.AreEqual("kg", layout.Columns[1].Unit);
        Assert.AreEqual(TableColumnKind.Number, layout.Columns[0].Kind);
        long first = counter.Rows;
        Ml.Data.InferTable(Write(content.Replace(" kg", "", StringComparison.Ordinal)), new TableOptions { Counter = counter });
        Assert.AreEqual(first, counter.Rows - first);
    }
}
