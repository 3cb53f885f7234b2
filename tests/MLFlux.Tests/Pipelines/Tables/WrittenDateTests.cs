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
    [DataRow("5.3.24", "2024-03-05 00:00:00")]
    [DataRow("03.2024", "2024-03-01 00:00:00")]
    [DataRow("2024.03", "2024-03-01 00:00:00")]
    [DataRow("2024/3", "2024-03-01 00:00:00")]
    [DataRow("2024年3月", "2024-03-01 00:00:00")]
    [DataRow("2024-065", "2024-03-05 00:00:00")]
    [DataRow("2024-W10-2", "2024-03-05 00:00:00")]
    [DataRow("KW 10/2024", "2024-03-04 00:00:00")]
    [DataRow("2024m3", "2024-03-01 00:00:00")]
    [DataRow("2024M03", "2024-03-01 00:00:00")]
    [DataRow("2024-M03", "2024-03-01 00:00:00")]
    [DataRow("1Q24", "2024-01-01 00:00:00")]
    [DataRow("Q1/24", "2024-01-01 00:00:00")]
    [DataRow("2T2024", "2024-04-01 00:00:00")]
    [DataRow("2024H2", "2024-07-01 00:00:00")]
    [DataRow("05MAR2024", "2024-03-05 00:00:00")]
    [DataRow("5MAR24", "2024-03-05 00:00:00")]
    [DataRow("05MAR2024:16:22:07", "2024-03-05 16:22:07")]
    [DataRow("003.2024", "2024-03-01 00:00:00")]
    [DataRow("05.03.", "2000-03-05 00:00:00")]
    [DataRow("29.2.", "2000-02-29 00:00:00")]
    [DataRow("5-Mar", "2000-03-05 00:00:00")]
    [DataRow("5. März", "2000-03-05 00:00:00")]
    [DataRow("Mar 5", "2000-03-05 00:00:00")]
    [DataRow("3月5日", "2000-03-05 00:00:00")]
    [DataRow("05.03.2024 16:22:07 MEZ", "2024-03-05 16:22:07")]
    [DataRow("5/3/2024 4:22:07 p. m.", "2024-03-05 16:22:07")]
    [DataRow("2024. 3. 5 오후 4:22:07", "2024-03-05 16:22:07")]
    [DataRow("2024/3/5 下午4:22:07", "2024-03-05 16:22:07")]
    [DataRow("2024/3/5 上午12:22:07", "2024-03-05 00:22:07")]
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
    [DataRow("13.2024")]
    [DataRow("2024-367")]
    [DataRow("5Q24")]
    [DataRow("2024M13")]
    [DataRow("30.02.")]
    [DataRow("12.5")]
    [DataRow("40-Mar")]
    [DataRow("40MAR2024")]
    [DataRow("5MARS")]
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

    /// <summary>With a point between, a month and its year were a number, in which 01.2025 stood before 12.2024.</summary>
    [TestMethod]
    [DataRow("11.2023,12.2023,01.2024,02.2024,03.2024,10.2024", "2024-01-01")]
    [DataRow("2023.11,2023.12,2024.01,2024.02,2024.03,2024.10", "2024-01-01")]
    public void A_month_and_a_year_with_a_point_between_are_a_date_where_all_are(string written, string third)
    {
        IDataView rows = Ml.Data.LoadTable(Write($"m;y\n{string.Concat(written.Split(',').Select(month => $"{month};1\n"))}"));

        Assert.AreEqual(Date(third), rows.GetColumn<DateTime>("m").ToArray()[2]);
    }

    [TestMethod]
    [DataRow("11.2023,12.2023,01.2024,02.2024,03.2024,13.2024")]
    [DataRow("2023.11,2023.12,2024.01,2024.02,2024.03,2024.5")]
    public void Numbers_one_of_which_is_no_month_are_numbers(string written)
    {
        TableLayout layout = Ml.Data.InferTable(Write($"m;y\n{string.Concat(written.Split(',').Select(month => $"{month};1\n"))}"));

        Assert.AreEqual(TableColumnKind.Number, layout.Columns[0].Kind);
    }

    /// <summary>Single digits with points between were words, as versions are.</summary>
    [TestMethod]
    public void Days_and_months_of_one_digit_are_dates_beside_those_of_two()
    {
        IDataView rows = Ml.Data.LoadTable(Write("d;y\n5.3.24;1\n15.10.24;2\n1.12.24;3\n"));

        CollectionAssert.AreEqual(
            new[] { Date("2024-03-05"), Date("2024-10-15"), Date("2024-12-01") }, rows.GetColumn<DateTime>("d").ToArray());
    }

    /// <summary>One word in ten, or one number that a spreadsheet had made of a date, made words of all dates.</summary>
    [TestMethod]
    [DataRow("pending", "If 'pending' stands for a missing value, say so: Missing with 'pending'.")]
    [DataRow("45361", "line 2 has '45361'.")]
    public void A_column_of_dates_but_for_a_few_fields_is_told(string other, string advice)
    {
        string rows = string.Concat(Enumerable.Range(1, 9).Select(day => $"2024-03-{day:00},{day}\n"));

        TableLayout layout = Ml.Data.InferTable(Write($"until,y\n{other},0\n{other},0\n{rows}{other},0\n{other},0\n"));

        Assert.AreEqual(TableColumnKind.Text, layout.Columns[0].Kind);
        Assert.Contains("is read as words, though most of its values are dates: line 2 has", Warnings.Single());
        Assert.EndsWith(advice, Warnings.Single());
    }

    [TestMethod]
    public void Versions_are_words()
    {
        TableLayout layout = Ml.Data.InferTable(Write("v;y\n3.8.10;1\n3.9.16;2\n3.10.12;3\n3.11.15;3\n3.13.12;4\n"));

        Assert.AreEqual(TableColumnKind.Text, layout.Columns[0].Kind);
    }

    private static DateTime Date(string text) => DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
