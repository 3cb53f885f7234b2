using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tables;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Pipelines;

/// <summary>Dates and times as people write them.</summary>
[TestClass]
public sealed class DateFieldTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _warnings = [];

    public DateFieldTests() => _ml.Log += (_, entry) =>
    {
        if (entry.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning)
            _warnings.Add(entry.RawMessage);
    };

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow("2020-07-14", "2020-07-14")]
    [DataRow("2020-07-14T16:22:00Z", "2020-07-14 16:22")]
    [DataRow("2020-07-14 16:22:07.25+02:00", "2020-07-14 16:22:07.25")]
    [DataRow("2020/7/4", "2020-07-04")]
    [DataRow("20200714", "2020-07-14")]
    [DataRow("14/07/2020", "2020-07-14")]
    [DataRow("14.7.2020", "2020-07-14")]
    [DataRow("14. 07. 2020", "2020-07-14")]
    [DataRow("14-07-20", "2020-07-14")]
    [DataRow("31.12.99", "1999-12-31")]
    [DataRow("07/14/2020 04:22 PM", "2020-07-14 16:22")]
    [DataRow("7/14/2020 12:05:09 a.m.", "2020-07-14 00:05:09")]
    [DataRow("14-Jul-2020", "2020-07-14")]
    [DataRow("14 July 2020", "2020-07-14")]
    [DataRow("14. Juli 2020", "2020-07-14")]
    [DataRow("Jul 14, 2020", "2020-07-14")]
    [DataRow("July 14th, 2020", "2020-07-14")]
    [DataRow("Tue, 14 Jul 2020 16:22:00 GMT", "2020-07-14 16:22")]
    [DataRow("Tuesday, July 14, 2020", "2020-07-14")]
    [DataRow("2020-Jul-14", "2020-07-14")]
    [DataRow("14 août 2020", "2020-08-14")]
    [DataRow("2020年7月14日", "2020-07-14")]
    [DataRow("2004-03", "2004-03-01")]
    [DataRow("03/2004", "2004-03-01")]
    [DataRow("Mar 2004", "2004-03-01")]
    [DataRow("March-2004", "2004-03-01")]
    [DataRow("Mar-04", "2004-03-01")]
    [DataRow("16:22", "1900-01-01 16:22")]
    [DataRow("4:22 PM", "1900-01-01 16:22")]
    [DataRow("18.00.00", "1900-01-01 18:00")]
    public void Dates_in_the_forms_that_people_write_are_read(string field, string expected)
    {
        DateReading reading = DateField.Read(field);

        Assert.AreEqual(DateTime.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), reading.DayFirst
            ?? reading.MonthFirst);
    }

    [TestMethod]
    [DataRow("2004")]
    [DataRow("1.2.3")]
    [DataRow("10.1.22")]
    [DataRow("3-5")]
    [DataRow("12-5")]
    [DataRow("A-12")]
    [DataRow("555-12-3456")]
    [DataRow("044 123 45 67")]
    [DataRow("12345678")]
    [DataRow("51277179")]
    [DataRow("12.50")]
    [DataRow("2004.03")]
    [DataRow("16:9")]
    [DataRow("25:00")]
    [DataRow("May")]
    [DataRow("Mar 45, 2004")]
    [DataRow("31/02/2020")]
    [DataRow("192.168.1.10")]
    [DataRow("Section 12 2004")]
    public void What_only_looks_like_a_date_is_none(string field) => Assert.IsFalse(DateField.Read(field).IsDate);

    [TestMethod]
    [DataRow("03-10-2004,3/13/2004,03-11-2004", DateOrder.MonthFirst, DisplayName = "one field of another separator decides")]
    [DataRow("03/04/2004,13/04/2004", DateOrder.DayFirst, DisplayName = "a day above twelve decides")]
    [DataRow("30.01.2004,01.02.2004,02.02.2004", DateOrder.DayFirst, DisplayName = "a day above twelve, with points")]
    [DataRow("01.02.2004,02.02.2004,01.02.2004", DateOrder.DayFirst, DisplayName = "points alone")]
    [DataRow("01/01/2004,02/01/2004,12/01/2004,01/02/2004,03/02/2004", DateOrder.DayFirst, DisplayName = "rising by days")]
    [DataRow("01/01/2004,01/02/2004,01/12/2004,02/01/2004,02/03/2004", DateOrder.MonthFirst, DisplayName = "rising by months")]
    public void Day_or_month_first_is_decided_for_the_whole_column(string fields, DateOrder order)
    {
        TableLayout layout = Infer($"day,n\n{string.Join('\n', fields.Split(',').Select(field => $"{field},1"))}\n");

        Assert.AreEqual((TableColumnKind.Date, order), (layout.Columns[0].Kind, layout.Columns[0].Dates));
        Assert.IsEmpty(_warnings);
    }

    [TestMethod]
    public void What_nothing_decides_is_said_with_the_option_that_decides_it_and_later_files_are_read_alike()
    {
        const string content = "day,n\n03/04/2022,1\n01/02/2022,2\n02/01/2022,3\n";
        TableLayout guessed = Infer(content);
        Assert.AreEqual(DateOrder.MonthFirst, guessed.Columns[0].Dates);
        StringAssert.Contains(_warnings.Single(), "'03/04/2022' is read with the month first");
        StringAssert.Contains(_warnings.Single(), "Dates = DateOrder.DayFirst");

        TableLayout told = Infer(content, new TableOptions { Dates = DateOrder.DayFirst });
        CollectionAssert.AreEqual(
            new[] { new DateTime(2022, 4, 3), new DateTime(2022, 2, 1), new DateTime(2022, 1, 2) }, told.Load(_folder.File("t.csv"))
            .GetColumn<DateTime>("day").ToArray());
        File.WriteAllText(_folder.File("later.csv"), "day,n\n05/06/2022,1\n");
        Assert.AreEqual(new DateTime(2022, 6, 5), ModelCardTable.Of(told).ToLayout(_ml.Data).Load(_folder.File("later.csv"))
            .GetColumn<DateTime>("day").Single());
    }

    [TestMethod]
    public void A_column_that_tells_decides_for_one_that_does_not() =>
        Assert.AreEqual(DateOrder.DayFirst,
            Infer("a,b\n03/04/2022,31/01/2022\n01/02/2022,01/02/2022\n02/01/2022,05/02/2022\n").Columns[0].Dates);

    [TestMethod]
    [DataRow("1.2.3\n1.10.0\n2.0.1")]
    [DataRow("3-5\n1-2\n4-6")]
    [DataRow("A-12\nB-7\nC-9")]
    [DataRow("044 123 45 67\n079 555 12 12")]
    public void Codes_and_ranges_stay_words(string fields) =>
    Assert.AreEqual(TableColumnKind.Text,
        Infer($"code\n{fields}\n", new TableOptions { HasHeader = true, Separator = ',' }).Columns[0].Kind);

    private TableLayout Infer(string content, TableOptions? options = null)
    {
        File.WriteAllText(_folder.File("t.csv"), content);
        return _ml.Data.InferTable(_folder.File("t.csv"), options);
    }
}
