using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tables;

namespace MLFlux.Tests.Pipelines;

/// <summary>
/// Dates that were numbers or words without a word: days and seconds that programs count, parts without marks, logs, named zones, midnight
/// at the day's end, months in the languages and cases that people write them in, and the dates that stand for none.
/// </summary>
[TestClass]
public sealed class WrittenDateTests : TableFileTests
{
    [TestMethod]
    [DataRow("2024-03-05 24:00", "2024-03-06 00:00:00")]
    [DataRow("2024-03-05T16:22:07+01:00[Europe/Berlin]", "2024-03-05 16:22:07")]
    [DataRow("2024-03-05 16:22:07 Europe/Berlin", "2024-03-05 16:22:07")]
    [DataRow("Tue Mar 05 2024 16:22:07 GMT+0100 (Central European Standard Time)", "2024-03-05 16:22:07")]
    [DataRow("Tue Mar 05 16:22:07 2024", "2024-03-05 16:22:07")]
    [DataRow("Tue Mar 05 16:22:07 +0000 2024", "2024-03-05 16:22:07")]
    [DataRow("[05/Mar/2024:16:22:07 +0000]", "2024-03-05 16:22:07")]
    [DataRow("05/Oct/2024:16:22:07", "2024-10-05 16:22:07")]
    [DataRow("2024/03/05T16:22:07", "2024-03-05 16:22:07")]
    [DataRow("05/03/2024 16:22", "2024-03-05 16:22:00")]
    [DataRow("20240305T162207Z", "2024-03-05 16:22:07")]
    [DataRow("20240305162207", "2024-03-05 16:22:07")]
    [DataRow("20240305 16:22", "2024-03-05 16:22:00")]
    [DataRow("25032024", "2024-03-25 00:00:00")]
    [DataRow("5 de marzo de 2024", "2024-03-05 00:00:00")]
    [DataRow("5 de março de 2024", "2024-03-05 00:00:00")]
    [DataRow("5 marca 2024", "2024-03-05 00:00:00")]
    [DataRow("5 марта 2024 г.", "2024-03-05 00:00:00")]
    [DataRow("5 МАРТА 2024", "2024-03-05 00:00:00")]
    [DataRow("5. března 2024", "2024-03-05 00:00:00")]
    [DataRow("2024. március 5.", "2024-03-05 00:00:00")]
    [DataRow("2024. 3. 5.", "2024-03-05 00:00:00")]
    [DataRow("2024년 3월 5일", "2024-03-05 00:00:00")]
    [DataRow("5. maaliskuuta 2024", "2024-03-05 00:00:00")]
    [DataRow("martedì 5 marzo 2024", "2024-03-05 00:00:00")]
    public void A_date_is_read_as_it_is_written(string written, string date) =>
        Assert.AreEqual(DateTime.Parse(date, System.Globalization.CultureInfo.InvariantCulture), DateField.Read(written).DayFirst);

    [TestMethod]
    [DataRow("99032024")]
    [DataRow("12345678")]
    [DataRow("2024-03-05 24:01")]
    [DataRow("20240305999999")]
    [DataRow("5 de otro de 2024")]
    [DataRow("25:00")]
    [DataRow("[x]")]
    public void Other_fields_are_no_dates(string written) => Assert.IsFalse(DateField.Read(written).IsDate);

    [TestMethod]
    [DataRow("date", "43831", "43833", "2020-01-01", "2020-01-03")]
    [DataRow("Bestelldatum", "43831", "43833", "2020-01-01", "2020-01-03")]
    [DataRow("order date", "43831.5", "43833", "2020-01-01 12:00", "2020-01-03")]
    [DataRow("timestamp", "1709655727", "1709655728", "2024-03-05 16:22:07", "2024-03-05 16:22:08")]
    [DataRow("created_at", "1709655727000", "1709655728500", "2024-03-05 16:22:07", "2024-03-05 16:22:08.5")]
    [DataRow("eventTime", "1709655727000000", "1709655728000000", "2024-03-05 16:22:07", "2024-03-05 16:22:08")]
    public void Numbers_below_the_name_of_a_date_are_dates_and_told(string name, string one, string two, string first, string second)
    {
        TableLayout layout = Ml.Data.InferTable(Write($"{name},y\n{one},1\n{two},2\n{one},3\n"));

        DateTime[] dates = [.. layout.Load(Table).GetColumn<DateTime>(name)];
        CollectionAssert.AreEqual(new[] { Date(first), Date(second), Date(first) }, dates);
        Assert.Contains($"Column '{name}' of '{Table}' is read as dates: its numbers", Warnings.Single());
        DateTime[] later = [.. layout.Load(Write($"y,{name}\n1,{two}\n2,\n")).GetColumn<DateTime>(name)];
        CollectionAssert.AreEqual(new[] { Date(second), default }, later);
    }

    [TestMethod]
    [DataRow("x", "43831")]
    [DataRow("price", "1709655727")]
    [DataRow("time", "35000")]
    [DataRow("day", "17")]
    [DataRow("date", "2024")]
    [DataRow("candidate", "43831")]
    [DataRow("tag", "43831")]
    public void Other_numbers_stay_numbers(string name, string number)
    {
        TableLayout layout = Ml.Data.InferTable(Write($"{name},y\n{number},1\n{number},2\n"));

        Assert.IsTrue(FieldValue.IsNumber(layout.Columns[0].Kind));
        Assert.IsEmpty(Warnings);
    }

    [TestMethod]
    public void What_the_user_says_decides()
    {
        Write("date,x,y\n43831,43831,1\n43833,43833,2\n");

        TableLayout layout = Ml.Data.InferTable(Table, new TableOptions
        {
            Kinds = new Dictionary<string, TableColumnKind> { ["date"] = TableColumnKind.Number, ["x"] = TableColumnKind.Date },
        });

        Assert.AreEqual(TableColumnKind.Number, layout.Columns[0].Kind);
        CollectionAssert.AreEqual(new[] { Date("2020-01-01"), Date("2020-01-03") }, layout.Load(Table).GetColumn<DateTime>("x").ToArray());
    }

    [TestMethod]
    public void A_label_named_as_a_date_stays_a_number()
    {
        TableLayout layout = Ml.Data.InferTable(Write("x,day\n1,43831\n2,43833\n"), new TableOptions { RequiredColumn = "day" });

        Assert.AreEqual(TableColumnKind.Number, layout.Columns[1].Kind);
    }

    /// <summary>One date in ten that stood for none made words of all of them.</summary>
    [TestMethod]
    [DataRow("0000-00-00")]
    [DataRow("0000-00-00 00:00:00")]
    [DataRow("9999-12-31")]
    [DataRow("31.12.9999")]
    [DataRow("01/01/0001")]
    public void A_date_that_stands_for_none_is_missing_and_told(string none)
    {
        string rows = string.Concat(Enumerable.Range(1, 9).Select(day => $"2024-03-{day:00},{day}\n"));

        TableLayout layout = Ml.Data.InferTable(Write($"until,y\n{none},0\n{rows}"));

        DateTime[] dates = [.. layout.Load(Table).GetColumn<DateTime>("until")];
        Assert.AreEqual(default, dates[0]);
        Assert.AreEqual(Date("2024-03-09"), dates[9]);
        Assert.Contains($"has '{none}' or the like in 1 row, read as a missing date.", Warnings.Single());
    }

    /// <summary>ML.NET's reader ended with an exception.</summary>
    [TestMethod]
    public void Midnight_at_the_days_end_is_read_among_plain_times()
    {
        TableLayout layout = Ml.Data.InferTable(Write("at,y\n2024-03-05 23:00,1\n2024-03-05 24:00,2\n2024-03-06 01:00,3\n"));

        Assert.AreEqual(Date("2024-03-06"), layout.Load(Table).GetColumn<DateTime>("at").ToArray()[1]);
    }

    /// <summary>A model of dates with the year first refused those with the day first, and read others with the month first.</summary>
    [TestMethod]
    public void A_later_file_tells_which_number_of_its_dates_comes_first()
    {
        TableLayout layout = Ml.Data.InferTable(Write("d,y\n2024-03-05,1\n2024-03-25,2\n"));

        DateTime[] german = [.. layout.Load(Write("d,y\n05.03.2024,1\n25.03.2024,2\n")).GetColumn<DateTime>("d")];
        DateTime[] english = [.. layout.Load(Write("d,y\n05/03/2024,1\n25/03/2024,2\n")).GetColumn<DateTime>("d")];

        CollectionAssert.AreEqual(new[] { Date("2024-03-05"), Date("2024-03-25") }, german);
        CollectionAssert.AreEqual(german, english);
        Assert.IsEmpty(Warnings);
        layout.Load(Write("d,y\n05/03/2024,1\n06/04/2024,2\n"));
        Assert.Contains("'05/03/2024' is read with the month first, though nothing in the file tells", Warnings.Single());
    }

    private static DateTime Date(string text) => DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
