using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tables;

namespace MLFlux.Tests.Pipelines;

/// <summary>
/// Dates that stand as digits or counts in a file stayed numbers or codes without a word: January came 89 behind December, and no day of
/// the week was there to learn from.
/// </summary>
[TestClass]
public sealed class DigitDateTests : TableFileTests
{
    private static readonly DateTime[] s_days = [.. Enumerable.Range(0, 100).Select(i => new DateTime(2023, 11, 6).AddDays(i))];
    private static readonly DateTime[] s_months = [.. Enumerable.Range(0, 30).Select(i => new DateTime(2022, 3, 1).AddMonths(i))];
    private static readonly DateTime[] s_moments =
        [.. Enumerable.Range(0, 60).Select(i => new DateTime(2023, 11, 6, 0, 7, 9).AddMinutes(i * 773))];

    [TestMethod]
    [DataRow("v", "yyMMdd", "yyMMdd")]
    [DataRow("v", "ddMMyy", "ddMMyy")]
    [DataRow("v", "MMddyy", "MMddyy")]
    [DataRow("Datum", "yyMMdd", "yyMMdd")]
    [DataRow("v", "yyyyMMdd.'0'", "yyyyMMdd")]
    public void Days_written_as_digits_are_dates_and_told(string name, string written, string unit) =>
        AreDates(name, [.. s_days.Select(day => day.ToString(written, CultureInfo.InvariantCulture))], s_days, unit);

    [TestMethod]
    public void Days_of_the_first_years_of_a_century_are_dates_and_no_codes()
    {
        DateTime[] days = [.. Enumerable.Range(0, 100).Select(i => new DateTime(2004, 2, 20).AddDays(i))];

        AreDates("v", [.. days.Select(day => day.ToString("yyMMdd", CultureInfo.InvariantCulture))], days, "yyMMdd");
    }

    [TestMethod]
    [DataRow("period")]
    [DataRow("Monat")]
    [DataRow("v")]
    public void Months_written_as_digits_are_dates_and_told(string name) =>
        AreDates(name, [.. s_months.Select(month => month.ToString("yyyyMM", CultureInfo.InvariantCulture))], s_months, "yyyyMM");

    [TestMethod]
    public void Weeks_below_their_name_are_dates()
    {
        DateTime[] weeks = [.. Enumerable.Range(0, 90).Select(i => new DateTime(2023, 1, 2).AddDays(7 * i))];

        AreDates("week", [.. weeks.Select(day => $"{ISOWeek.GetYear(day)}{ISOWeek.GetWeekOfYear(day):00}")], weeks, "yyyyww");
    }

    [TestMethod]
    public void Days_of_the_year_below_the_name_of_a_date_are_dates() =>
        AreDates("date", [.. s_days.Select(day => $"{day.Year}{day.DayOfYear:000}")], s_days, "yyyyDDD");

    [TestMethod]
    [DataRow("time", "HHmm", "HHmm")]
    [DataRow("Uhrzeit", "HHmmss", "HHmmss")]
    public void Times_of_the_day_below_their_name_are_times(string name, string written, string unit)
    {
        string[] times = [.. s_moments.Select(moment => moment.ToString(written, CultureInfo.InvariantCulture))];
        DateTime[] expected = [.. times.Select(time => DateField.DayOfTimes
            + DateTime.ParseExact(time, written, CultureInfo.InvariantCulture).TimeOfDay)];

        AreDates(name, times, expected, unit);
    }

    [TestMethod]
    [DataRow("ts", 1_000_000_000L, "nanoseconds since 1970")]
    [DataRow("v", 1_000_000_000L, "nanoseconds since 1970")]
    [DataRow("v", 1_000_000L, "microseconds since 1970")]
    [DataRow("v", 1_000L, "milliseconds since 1970")]
    public void Parts_of_seconds_since_1970_are_dates(string name, long each, string unit) => AreDates(
        name, [.. s_moments.Select(moment => LabelText((long)(moment - DateTime.UnixEpoch).TotalSeconds * each))], s_moments, unit);

    /// <summary>Numbers of 19 digits of which one is missing were words, and left out as the name of the row.</summary>
    [TestMethod]
    public void A_missing_moment_is_missing()
    {
        string[] written = [.. s_moments.Select(moment => LabelText((long)(moment - DateTime.UnixEpoch).TotalSeconds * 1_000_000_000L))];
        written[3] = "";
        DateTime[] expected = [.. s_moments];
        expected[3] = default;

        AreDates("ts", written, expected, "nanoseconds since 1970");
    }

    [TestMethod]
    [DataRow(1, 0)]
    [DataRow(7, 0)]
    public void Days_of_a_spreadsheet_without_a_name_are_dates_where_they_are_chosen_as_days(int step, int first)
    {
        DateTime[] days = [.. Enumerable.Range(0, 80).Select(i => new DateTime(2023, 11, 6).AddDays(first + (i * step)))
            .Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))];

        AreDates("v", [.. days.Select(Serial)], days, "days since 1899-12-30");
    }

    [TestMethod]
    public void Ends_of_months_that_a_spreadsheet_counts_are_dates()
    {
        DateTime[] days = [.. s_months.Select(month => month.AddDays(-1))];

        AreDates("v", [.. days.Select(Serial)], days, "days since 1899-12-30");
    }

    /// <summary>Nothing tells such days from other numbers: they stay numbers, and it is said what they may be.</summary>
    [TestMethod]
    public void Numbers_that_may_be_days_are_told()
    {
        TableLayout layout = Ml.Data.InferTable(Written("v", [.. s_days.Select(Serial)]));

        Assert.AreEqual(TableColumnKind.Number, layout.Columns[0].Kind);
        Assert.Contains("may be days since 1899-12-30, 2023-11-06 to 2024-02-13; Kinds with 'v' as TableColumnKind.Date reads dates.",
            Warnings.Single());
    }

    [TestMethod]
    public void A_zero_among_dates_is_a_missing_one_and_told()
    {
        string[] written = [.. s_days.Select(Serial)];
        written[5] = "0";
        DateTime[] expected = [.. s_days];
        expected[5] = default;

        AreDates("date", written, expected, "days since 1899-12-30, 2023-11-06 to 2024-02-13, and 0, in 1 rows, is a missing one");
    }

    /// <summary>SAP writes days that are not there as zeros.</summary>
    [TestMethod]
    [DataRow("00000000")]
    [DataRow("99991231")]
    public void Eight_digits_of_no_day_are_a_missing_date(string none)
    {
        string[] written = [.. s_days.Select(day => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture))];
        written[2] = none;

        DateTime[] dates = [.. Ml.Data.LoadTable(Written("AEDAT", written)).GetColumn<DateTime>("AEDAT")];

        Assert.AreEqual(default, dates[2]);
        Assert.AreEqual(s_days[3], dates[3]);
        Assert.Contains($"has '{none}' or the like in 1 row, read as a missing date.", Warnings.Single());
    }

    [TestMethod]
    [DataRow("order id", "yyMMdd")]
    [DataRow("zip", "yyMMdd")]
    [DataRow("price", "yyyyMM")]
    public void Numbers_whose_name_says_otherwise_stay_numbers(string name, string written)
    {
        TableLayout layout = Ml.Data.InferTable(Written(
            name, [.. s_days.Concat(s_months).Select(day => day.ToString(written, CultureInfo.InvariantCulture))]));

        Assert.IsTrue(FieldValue.IsNumber(layout.Columns[0].Kind));
        Assert.IsEmpty(Warnings);
    }

    [TestMethod]
    [DataRow("v", 240_101, 1, 31)]
    [DataRow("v", 202_401, 1, 12)]
    [DataRow("v", 200_000, 1, 100)]
    [DataRow("v", 202_300, 13, 100)]
    [DataRow("time", 1, 1, 59)]
    [DataRow("hour", 0, 1, 24)]
    [DataRow("time", 100, 100, 20)]
    [DataRow("time", 5, 5, 100)]
    [DataRow("v", 40_000, 100, 100)]
    [DataRow("v", 1_700_000_000, 1, 100)]
    public void Other_numbers_stay_numbers(string name, int first, int step, int count)
    {
        TableLayout layout = Ml.Data.InferTable(Written(name, [.. Enumerable.Range(0, count).Select(i => LabelText(first + (i * step)))]));

        Assert.IsTrue(FieldValue.IsNumber(layout.Columns[0].Kind));
        Assert.IsEmpty(Warnings);
    }

    /// <summary>A later file with a month that is none would have had missing dates without a word.</summary>
    [TestMethod]
    public void Digits_of_a_later_file_that_are_no_date_are_a_fault()
    {
        TableLayout layout = Ml.Data.InferTable(Written(
            "month", [.. s_months.Select(month => month.ToString("yyyyMM", CultureInfo.InvariantCulture))]));
        string rows = string.Concat(Enumerable.Range(1, 30).Select(day => "202401,1\n"));

        var fault = Assert.ThrowsExactly<InvalidDataException>(() => layout.Load(Write($"month,y\n202413,1\n{rows}")));

        Assert.Contains("line 2 has '202413' in column 'month', which is no date", fault.Message);
    }

    [TestMethod]
    public void What_the_user_says_decides()
    {
        Written("v", [.. s_months.Select(month => month.ToString("yyyyMM", CultureInfo.InvariantCulture))]);

        TableLayout numbers = Ml.Data.InferTable(Table, Said(TableColumnKind.Number)), dates = Ml.Data.InferTable(
            Write("v,y\n202401,1\n202402,2\n"), Said(TableColumnKind.Date));

        Assert.AreEqual(TableColumnKind.Number, numbers.Columns[0].Kind);
        Assert.AreEqual("yyyyMM", dates.Columns[0].Unit);
        Assert.IsEmpty(Warnings);
    }

    private static TableOptions Said(TableColumnKind kind) =>
        new() { Kinds = new Dictionary<string, TableColumnKind> { ["v"] = kind } };

    private static string Serial(DateTime day) => LabelText((day - new DateTime(1899, 12, 30)).Days);

    private static string LabelText(long number) => number.ToString(CultureInfo.InvariantCulture);

    private string Written(string name, string[] fields) =>
        Write($"{name},y\n{string.Concat(fields.Select((field, i) => $"{field},{i % 7}\n"))}");

    private void AreDates(string name, string[] fields, DateTime[] expected, string unit)
    {
        TableLayout layout = Ml.Data.InferTable(Written(name, fields));

        CollectionAssert.AreEqual(expected, layout.Load(Table).GetColumn<DateTime>(name).ToArray());
        Assert.Contains($"are {unit}", Warnings.Single());
        string[] few = [fields[0], fields[1]];
        CollectionAssert.AreEqual(expected[..2], layout.Load(Written(name, few)).GetColumn<DateTime>(name).ToArray());
    }
}
