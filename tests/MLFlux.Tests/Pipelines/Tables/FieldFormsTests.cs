using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tables;

namespace MLFlux.Tests.Pipelines;

/// <summary>
/// Forms of numbers and times that were taken for words, without a word, or for missing values: durations, thousands by a letter, digits
/// of other scripts, a minus behind.
/// </summary>
[TestClass]
public sealed class FieldFormsTests : TableFileTests
{
    /// <summary>ML.NET read a number with its minus behind, and nothing else foreign in its column, as missing.</summary>
    [TestMethod]
    [DataRow("12.5-", -12.5f)]
    [DataRow("3-", -3f)]
    [DataRow("3+", 3f)]
    [DataRow("+3", 3f)]
    [DataRow("+.5", 0.5f)]
    [DataRow("-.5", -0.5f)]
    [DataRow("5.", 5f)]
    [DataRow("1e3", 1000f)]
    [DataRow("1E+03", 1000f)]
    [DataRow("-1.5e-1", -0.15f)]
    public void A_number_is_not_missing_however_its_sign_stands(string written, float number) =>
        CollectionAssert.AreEqual(new[] { number, 2f, 4.25f }, Numbers(written, "2", "4.25"));

    [TestMethod]
    [DataRow("26:03:45", 93_825)]
    [DataRow("0:00:07.25", 7.25)]
    [DataRow("75:30", 4_530)]
    [DataRow("-75:30", -4_530)]
    [DataRow("3 days 02:00:00", 266_400)]
    [DataRow("1 day, 2:00:00", 93_600)]
    [DataRow("1.02:03:04", 93_784)]
    [DataRow("1h 05m", 3_900)]
    [DataRow("1h05m30s", 3_930)]
    [DataRow("30h05", 108_300)]
    [DataRow("2 hours 3 minutes", 7_380)]
    [DataRow("PT1H30M", 5_400)]
    [DataRow("P1DT2H", 93_600)]
    [DataRow("PT45.5S", 45.5)]
    public void How_long_something_took_is_a_number_of_seconds(string written, double seconds)
    {
        Assert.IsTrue(DurationField.TryRead(written, out double read));
        Assert.AreEqual(seconds, read);
    }

    [TestMethod]
    [DataRow("12:5")]
    [DataRow("12:75")]
    [DataRow("1:2:3:4")]
    [DataRow("5 m")]
    [DataRow("3 days")]
    [DataRow("room 5h 3m")]
    [DataRow("::30")]
    [DataRow("PT")]
    [DataRow("h:mm")]
    public void Other_words_are_no_durations(string written) => Assert.IsFalse(DurationField.TryRead(written, out _));

    [TestMethod]
    public void A_column_of_durations_is_read_so_and_told()
    {
        TableLayout layout = Ml.Data.InferTable(Write("t,y\n0:45:10,1\n26:03:45,2\n1:00:00,3\n"));

        Assert.AreEqual(TableColumnKind.Number, layout.Columns[0].Kind);
        CollectionAssert.AreEqual(new[] { 2_710f, 93_825f, 3_600f }, Loaded(layout));
        Assert.Contains("is read as numbers of the unit 'seconds'", Warnings.Single());
    }

    [TestMethod]
    public void One_duration_of_more_than_a_day_makes_no_unreadable_time()
    {
        string rows = string.Concat(Enumerable.Range(0, 23).Select(hour => $"{hour}:30:00,{hour}\n"));

        TableLayout layout = Ml.Data.InferTable(Write($"t,y\n{rows}24:00:01,24\n"));

        Assert.AreEqual(TableColumnKind.Number, layout.Columns[0].Kind);
        Assert.AreEqual(86_401f, Loaded(layout)[^1]);
    }

    [TestMethod]
    [DataRow("06h05")]
    [DataRow("6h05")]
    [DataRow("6H05")]
    public void Hours_of_the_day_with_an_h_are_times(string written)
    {
        Assert.AreEqual(new DateTime(1900, 1, 1, 6, 5, 0), DateField.Read(written).DayFirst);
        Assert.AreEqual(TableColumnKind.Date, Ml.Data.InferTable(Write($"t,y\n{written},1\n23h59,2\n12h00,3\n")).Columns[0].Kind);
    }

    [TestMethod]
    public void Times_of_the_day_stay_times()
    {
        TableLayout layout = Ml.Data.InferTable(Write("t,y\n0:45:10,1\n23:03:45,2\n1:00:00,3\n"));

        Assert.AreEqual(TableColumnKind.Date, layout.Columns[0].Kind);
    }

    /// <summary>Beside plain numbers, 1.5k was 1.5.</summary>
    [TestMethod]
    [DataRow("1.5k", 1_500f)]
    [DataRow("$1.5K", 1_500f)]
    [DataRow("(2k)", -2_000f)]
    [DataRow("-3M", -3_000_000f)]
    [DataRow("2.5k €", 2_500f)]
    public void A_letter_for_thousands_multiplies_and_is_told(string written, float number)
    {
        CollectionAssert.AreEqual(new[] { number, 800f, 1_200f }, Numbers(written, "800", "1200"));
        Assert.Contains($"'{written}' is read as", Warnings.Single());
    }

    [TestMethod]
    [DataRow("5 km", "km", 5f)]
    [DataRow("5 K", "K", 5f)]
    [DataRow("5kg", "kg", 5f)]
    [DataRow("5m", "m", 5f)]
    public void Other_letters_are_units(string written, string unit, float number)
    {
        TableLayout layout = Ml.Data.InferTable(Write($"w,y\n{written},1\n{written},2\n"));

        Assert.AreEqual(unit, layout.Columns[0].Unit);
        CollectionAssert.AreEqual(new[] { number, number }, Loaded(layout));
    }

    [TestMethod]
    [DataRow("１２３", 123f)]
    [DataRow("－１．５", -1.5f)]
    [DataRow("１２％", 12f)]
    [DataRow("٤٥", 45f)]
    [DataRow("٤٫٥", 4.5f)]
    [DataRow("१२", 12f)]
    public void Digits_of_other_scripts_are_numbers(string written, float number) =>
        CollectionAssert.AreEqual(new[] { number, number, number }, Numbers(written, written, written));

    [TestMethod]
    public void A_currencys_sign_and_letters_are_one_unit()
    {
        CollectionAssert.AreEqual(new[] { 5f, 6f, 7f }, Numbers("€5", "EUR 6", "7 €"));
        Assert.IsEmpty(Warnings);
    }

    [TestMethod]
    public void Two_currencies_are_words() => Assert.AreEqual(TableColumnKind.Text, Layout("€5", "$6", "€7", "$8").Columns[0].Kind);

    [TestMethod]
    public void Numbers_with_points_and_with_commas_in_one_column_are_told()
    {
        TableLayout layout = Ml.Data.InferTable(Write("w;y\n1,25;1\n1.25;2\n3,5;3\n3.75;4\n7;5\n"));

        Assert.AreEqual(TableColumnKind.Text, layout.Columns[0].Kind);
        Assert.Contains("a point before their decimal places, as '1.25', others a comma, as '1,25'", Warnings.Single());
    }

    private float[] Numbers(params string[] written) => Loaded(Layout(written));

    private TableLayout Layout(params string[] written)
    {
        TableLayout layout = Ml.Data.InferTable(Write(string.Concat(written.Select((one, i) => $"{one}\t{i}\n").Prepend("w\ty\n"))));
        return layout;
    }

    private float[] Loaded(TableLayout layout) => [.. layout.Load(Table).GetColumn<float>(layout.Columns[0].Name)];
}
