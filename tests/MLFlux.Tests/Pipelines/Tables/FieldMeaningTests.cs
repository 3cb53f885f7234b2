using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tables;

namespace MLFlux.Tests.Pipelines;

/// <summary>What fields mean that are written in ways of their own: units, marks of missing values, spellings, periods.</summary>
[TestClass]
public sealed class FieldMeaningTests : TableFileTests
{
    [TestMethod]
    [DataRow("w,y\n2.5 kg,1\n10 kg,2\n3 kg,3\n", "kg", new[] { 2.5f, 10f, 3f })]
    [DataRow("w;y\n2,5 kg;1,5\n10,25 kg;2,5\n3 kg;3,5\n", "kg", new[] { 2.5f, 10.25f, 3f })]
    [DataRow("w,y\n1 month,1\n12 months,2\n6 months,3\n", "month", new[] { 1f, 12f, 6f })]
    [DataRow("w,y\n90 km/h,1\n12km/h,2\n,3\n", "km/h", new[] { 90f, 12f, float.NaN })]
    public void Numbers_of_one_unit_are_numbers(string content, string unit, float[] numbers)
    {
        TableLayout layout = Ml.Data.InferTable(Write(content));

        Assert.AreEqual(TableColumnKind.Number, layout.Columns[0].Kind);
        Assert.AreEqual(unit, layout.Columns[0].Unit);
        CollectionAssert.AreEqual(numbers, layout.Load(Table).GetColumn<float>("w").ToArray());
        Assert.Contains($"is read as numbers of the unit '{unit}'", Warnings.Single());
    }

    [TestMethod]
    public void Numbers_of_one_unit_stay_words_where_that_is_said()
    {
        TableLayout layout = Ml.Data.InferTable(Write("w,y\n2 kg,1\n10 kg,2\n3 kg,3\n"),
            new TableOptions { Kinds = new Dictionary<string, TableColumnKind> { ["w"] = TableColumnKind.Text } });

        Assert.AreEqual(TableColumnKind.Text, layout.Columns[0].Kind);
        Assert.IsEmpty(Warnings);
    }

    [TestMethod]
    public void Numbers_of_several_units_are_words_and_said_to_be()
    {
        TableLayout layout = Ml.Data.InferTable(Write("w,y\n2 kg,1\n500 pcs,2\n3 kg,3\n700 pcs,4\n"));

        Assert.AreEqual(TableColumnKind.Text, layout.Columns[0].Kind);
        Assert.Contains("look like numbers of several units: of 'kg', and line 3 has '500 pcs'", Warnings.Single());
    }

    /// <summary>A hyphen within a name was taken for a minus, and what stands behind it for a unit.</summary>
    [TestMethod]
    [DataRow("VHVEG")]
    [DataRow("-VHVEG")]
    [DataRow("/A")]
    [DataRow(" Ab")]
    public void Names_of_rows_were_numbers_of_several_units(string end)
    {
        var random = new Random(3);
        string Word() => string.Concat(end.Select(letter => char.IsUpper(letter) ? (char)random.Next('A', 'Z' + 1)
            : char.IsLower(letter) ? (char)random.Next('a', 'z' + 1) : letter));
        string rows = string.Concat(Enumerable.Range(0, 60).Select(i => $"{random.Next(1000, 9999)}{Word()},{i % 3}\n"));
        TableLayout layout = Ml.Data.InferTable(Write($"id,y\n{rows}"));

        Assert.AreEqual(TableColumnKind.Text, layout.Columns[0].Kind);
        Assert.IsEmpty(Warnings);
    }

    [TestMethod]
    [DataRow("30-year", "15-year", "30-year")]
    [DataRow("7590-a", "-5575+a", "12-a")]
    public void A_hyphen_before_a_word_was_a_minus(string first, string second, string third)
    {
        TableLayout layout = Ml.Data.InferTable(Write($"term,y\n{first},1\n{second},2\n{third},3\n"));

        Assert.AreEqual(TableColumnKind.Text, layout.Columns[0].Kind);
        CollectionAssert.AreEqual((string[])[first, second, third], layout.Load(Table).GetColumn<string>("term").ToArray());
        Assert.IsEmpty(Warnings);
    }

    [TestMethod]
    public void Another_unit_in_a_later_file_is_refused()
    {
        TableLayout layout = Ml.Data.InferTable(Write("w,y\n2 kg,1\n10 kg,2\n3 kg,3\n"));

        InvalidDataException fault = Assert.ThrowsExactly<InvalidDataException>(
            () => layout.Load(Write("w,y\n2 kg,1\n500 pcs,2\n4 kg,3\n")));

        Assert.Contains("column 'w' holds text such as '500 pcs' (line 3), expected number", fault.Message);
    }

    [TestMethod]
    [DataRow("-999")]
    [DataRow("-999.0")]
    [DataRow("Unknown")]
    public void A_mark_that_is_said_is_missing_in_numbers_dates_and_words(string mark)
    {
        string text = $"n,d,w,y\n1,2024-01-05,a,1\n{mark},{mark},{mark},2\n3,2024-01-07,b,3\n";
        TableLayout layout = Ml.Data.InferTable(Write(text), new TableOptions { Missing = [mark.ToUpperInvariant(), "-999"] });
        IDataView rows = ModelCardTable.Of(layout).ToLayout(Ml.Data).Load(Table); // As a model file keeps it.

        CollectionAssert.AreEqual(new[] { 1f, float.NaN, 3f }, rows.GetColumn<float>("n").ToArray());
        Assert.AreEqual(default, rows.GetColumn<DateTime>("d").ElementAt(1));
        CollectionAssert.AreEqual(new[] { "a", "", "b" }, rows.GetColumn<string>("w").ToArray());
        Assert.IsEmpty(Warnings);
    }

    [TestMethod]
    [DataRow("x,w\n1.5,a\n-999.0,-999.0\n-999,b\n")]
    [DataRow("x;w\n1,5;a\n-999,0;-999.0\n-999;b\n")]
    public void A_mark_is_missing_as_a_number_however_it_is_written_and_as_a_word_as_it_stands(string content)
    {
        IDataView rows = Ml.Data.LoadTable(Write(content), new TableOptions { Missing = ["-999"] });

        CollectionAssert.AreEqual(new[] { 1.5f, float.NaN, float.NaN }, rows.GetColumn<float>("x").ToArray());
        CollectionAssert.AreEqual(new[] { "a", "-999.0", "b" }, rows.GetColumn<string>("w").ToArray());
    }

    [TestMethod]
    public void A_label_that_is_marked_as_missing_cannot_be_read()
    {
        InvalidDataException fault = Assert.ThrowsExactly<InvalidDataException>(() => Ml.Data.InferTable(
            Write("x,y\n1,2\n2,-200\n3,4\n"), new TableOptions { Missing = ["-200"], RequiredColumn = "y" }));

        Assert.Contains("line 3 has no value in column 'y'", fault.Message);
    }

    [TestMethod]
    public void An_empty_mark_is_refused() =>
        Assert.Contains("Missing has an empty mark", Assert.ThrowsExactly<ArgumentException>(
            () => Ml.Data.InferTable(Write("x,y\n1,2\n"), new TableOptions { Missing = [" "] })).Message);

    [TestMethod]
    public void One_code_that_is_no_number_in_several_rows_may_be_a_mark()
    {
        string rows = string.Concat(Enumerable.Range(0, 60).Select(i => $"{(i % 25 == 3 ? "code 9" : i)},{i}\n"));

        string message = Assert.ThrowsExactly<InvalidDataException>(() => Ml.Data.InferTable(Write($"x,y\n{rows}"))).Message;

        Assert.Contains("If 'code 9' stands for a missing value, say so: Missing with 'code 9'.", message);
        Assert.AreEqual(3, Ml.Data.LoadTable(Table, new TableOptions { Missing = ["code 9"] })
            .GetColumn<float>("x").Count(float.IsNaN));
    }

    [TestMethod]
    [DataRow("-999", "0.5,1,2,7", true)]
    [DataRow("-9", "0,1,2,5", true)]
    [DataRow("-9", "-3,1,2,5", false)]
    [DataRow("-200", "10,4000,2000,900", true)]
    [DataRow("999", "0,3,8,27", true)]
    [DataRow("99999", "1,2,3,100", true)]
    [DataRow("-1", "0,3,8,27", false)]
    [DataRow("999", "0,980,8,1200", false)]
    [DataRow("100", "0,3,8,27", false)]
    [DataRow("-99", "-120,40,-20,7", false)]
    [DataRow("999", "1,1,1,1", false)]
    public void A_number_far_from_all_others_is_told(string mark, string others, bool isTold)
    {
        string rows = string.Concat(others.Split(',').SelectMany(other => new[] { other, mark }).Select((x, i) => $"{x},{i}\n"));

        Ml.Data.InferTable(Write($"x,y\n{rows}"));

        Assert.AreEqual(isTold, Warnings.Any(warning => warning.Contains($"Column 'x' of '{Table}' has {mark} in 4 "
            + "rows", StringComparison.Ordinal) && warning.Contains($"Missing with '{mark}'", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("Yes|yes|YES|no|No|No|Yes", "No,Yes")]
    [DataRow("TRUE|true|1|false|0|0|true", "false,true")]
    [DataRow("Y|y|n|N|N", "N,Y")]
    [DataRow("Bern|bern|Basel|Bern|Genf", "Basel,Bern,Genf")]
    [DataRow("A|a|b|A|B", "A,B,a,b")]
    [DataRow("1|0|-1|yes|no", "-1,0,1,no,yes")]
    [DataRow("yes|no|true|yes|no", "no,true,yes")]
    public void A_labels_spellings_are_one_value_each(string written, string values)
    {
        string rows = string.Concat(written.Split('|').Select((label, i) => $"{i},{label}\n"));
        var options = new TableOptions { RequiredColumn = "y", FileName = "labels.csv" };

        TableLayout layout = Ml.Data.InferTable(Write($"x,y\n{rows}"), options);

        string[] read = [.. layout.Load(Table).GetColumn<string>("y").Distinct().Order(StringComparer.Ordinal)];
        Assert.AreEqual(values, string.Join(',', read));
        bool isMerged = read.Length < written.Split('|').Distinct().Count();
        Assert.AreEqual(isMerged, Warnings.Any(warning => warning.Contains("several spellings", StringComparison.Ordinal)));
        Assert.AreEqual(isMerged, layout.Columns[1].Spellings is not null);
    }

    [TestMethod]
    public void A_spelling_of_a_later_file_is_the_same_value()
    {
        TableLayout layout = Ml.Data.InferTable(
            Write("x,y\n1,Yes\n2,yes\n3,No\n4,Yes\n"), new TableOptions { RequiredColumn = "y" });
        var label = new LabelCheck("y", ["Yes", "No"]);

        IDataView later = layout.Load(Write("x,y\n1,YES\n2,nO\n"), absent: null, label);

        CollectionAssert.AreEqual(new[] { "Yes", "No" }, later.GetColumn<string>("y").ToArray());
        Assert.Contains("has 'maybe' in column 'y', expected 'Yes', 'No'", Assert.ThrowsExactly<InvalidDataException>(
            () => layout.Load(Write("x,y\n1,maybe\n2,no\n"), absent: null, label)).Message);
    }

    [TestMethod]
    [DataRow("2024-W05", "2024-01-29")]
    [DataRow("2020W53", "2020-12-28")]
    [DataRow("2024-Q1", "2024-01-01")]
    [DataRow("2024q4", "2024-10-01")]
    [DataRow("Q3 2019", "2019-07-01")]
    [DataRow("Q2/2019", "2019-04-01")]
    [DataRow("2023-W53", null)]
    [DataRow("2024-Q5", null)]
    [DataRow("Q3 19", null)]
    [DataRow("W05 2024", null)]
    [DataRow("2024-Q12", null)]
    public void Weeks_and_quarters_are_their_first_days(string written, string? day)
    {
        DateReading reading = DateField.Read(written);

        Assert.AreEqual(day, reading.DayFirst?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.AreEqual(reading.DayFirst, reading.MonthFirst);
    }

    [TestMethod]
    [DataRow("sep=;\na;b\n1;2\n3;4\n")]
    [DataRow("\"sep=~\"\na~b\n1~2\n3~4\n")]
    [DataRow("SEP=,\na,b\n1,2\n3,4\n")]
    public void The_first_line_may_say_what_separates_fields(string content)
    {
        TableLayout layout = Ml.Data.InferTable(Write(content));

        CollectionAssert.AreEqual(new[] { "a", "b" }, layout.Columns.Select(column => column.Name).ToArray());
        CollectionAssert.AreEqual(new[] { 1f, 3f }, layout.Load(Table).GetColumn<float>("a").ToArray());
    }

    [TestMethod]
    public void A_header_is_seen_above_a_row_of_units()
    {
        string rows = string.Concat(Enumerable.Range(0, 40).Select(i => $"{i},{(i % 2 == 0 ? "a" : "b")},{i + 1}\n"));

        string message = Assert.ThrowsExactly<InvalidDataException>(() => Ml.Data.InferTable(Write($"x,c,y\nm,-,s\n{rows}"))).Message;

        Assert.Contains("Line 2 of", message);
        Assert.Contains("seems to hold units, and no row: 'm', 's' above the numbers of 'x', 'y'", message);
    }
}
