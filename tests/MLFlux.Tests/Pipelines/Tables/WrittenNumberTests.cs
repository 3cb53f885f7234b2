using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tables;

namespace MLFlux.Tests.Pipelines;

/// <summary>
/// Numbers that were taken for words without a word, each value for itself: Excel's texts, fractions, bounds, quotes, dashes for no cents,
/// feet and inches, degrees and minutes, units in some rows.
/// </summary>
[TestClass]
public sealed class WrittenNumberTests : TableFileTests
{
    [TestMethod]
    [DataRow("=\"12\"", 12f)]
    [DataRow("'12", 12f)]
    [DataRow("'12'", 12f)]
    [DataRow("“12.5”", 12.5f)]
    [DataRow("1_234", 1234f)]
    [DataRow("–12", -12f)]
    [DataRow("12,-", 12f)]
    [DataRow("12.– Fr.", 12f)]
    [DataRow("Fr. 12.--", 12f)]
    [DataRow("\u200B12\uFEFF", 12f)]
    [DataRow("½", 0.5f)]
    [DataRow("3¼", 3.25f)]
    [DataRow("$(4.50)", -4.5f)]
    [DataRow("(4.50) €", -4.5f)]
    [DataRow("$-", 0f)]
    [DataRow("$ -", 0f)]
    [DataRow("- €", 0f)]
    public void A_number_is_read_as_it_is_meant(string written, float number)
    {
        CollectionAssert.AreEqual(new[] { number, 2f, 4.25f }, Numbers(written, "2", "4.25"));
        Assert.IsEmpty(Warnings);
    }

    [TestMethod]
    [DataRow("1/2", 0.5f)]
    [DataRow("3 1/4", 3.25f)]
    [DataRow("-1/4", -0.25f)]
    [DataRow("73/100", 0.73f)]
    [DataRow("<5", 2.5f)]
    [DataRow("< 0.5", 0.25f)]
    [DataRow("<=5", 5f)]
    [DataRow("<-5", -5f)]
    [DataRow("≥ 100", 100f)]
    [DataRow(">1,234", 1234f)]
    [DataRow("~18", 18f)]
    [DataRow("ca. 20", 20f)]
    [DataRow("about 20", 20f)]
    [DataRow("less than 3", 1.5f)]
    [DataRow("over 1,000", 1000f)]
    [DataRow("10 or more", 10f)]
    [DataRow("90 and over", 90f)]
    [DataRow("0x1F4", 500f)]
    [DataRow("12.5*", 12.5f)]
    [DataRow("0.02***", 0.02f)]
    [DataRow("12.5 †", 12.5f)]
    [DataRow("12.5[1]", 12.5f)]
    [DataRow("12.5²", 12.5f)]
    [DataRow("1.5G", 1.5e9f)]
    [DataRow("1.5B", 1.5e9f)]
    [DataRow("$1.5T", 1.5e12f)]
    [DataRow("1.5 Mio. €", 1.5e6f)]
    [DataRow("3 Mrd", 3e9f)]
    [DataRow("3 billion", 3e9f)]
    [DataRow("12万", 120_000f)]
    public void A_number_that_says_more_is_read_and_told(string written, float number)
    {
        CollectionAssert.AreEqual(new[] { number, 2f, 4.25f }, Numbers(written, "2", "4.25"));
        Assert.Contains($"'{written}' is read as", Warnings.Single());
    }

    /// <summary>With a mark of its own in one row of fifteen nothing was said.</summary>
    [TestMethod]
    public void Units_behind_numbers_are_told_though_some_values_are_missing_in_a_way_of_their_own()
    {
        string rows = string.Concat(Enumerable.Range(0, 30).Select(
            i => i % 10 == 0 ? "gone\t1\n" : $"{i}.5{(i % 3 == 0 ? " pcs" : " kg")}\t2\n"));

        Assert.AreEqual(TableColumnKind.Text, Ml.Data.InferTable(Write($"x\ty\n{rows}")).Columns[0].Kind);
        Assert.Contains("its values look like numbers of several units: of 'kg', and line 5 has '3.5 pcs'", Warnings.Single());
    }

    /// <summary>Sizes of 10 MB and 3 GB were words.</summary>
    [TestMethod]
    [DataRow("500 g", "2 kg", "kg", 0.5)]
    [DataRow("150 lb", "70 kg", "kg", 68.0388555)]
    [DataRow("2 h", "45 min", "min", 120)]
    [DataRow("2 hours", "45 minutes", "minutes", 120)]
    [DataRow("45m", "1h 30m", "seconds", 2700)]
    [DataRow("3 weeks", "2 days", "days", 21)]
    [DataRow("10 KB", "2 MB", "MB", 0.01)]
    [DataRow("3 GiB", "1 MiB", "MiB", 3072)]
    [DataRow("5 in.", "3 cm", "cm", 12.7)]
    [DataRow("2 GHz", "800 MHz", "MHz", 2000)]
    [DataRow("33.5 S", "52.5 N", "N", -33.5)]
    [DataRow("0.25W", "13.4E", "E", -0.25)]
    [DataRow("44 BC", "14 AD", "AD", -44)]
    [DataRow("21st", "4th", "th", 21, false)]
    [DataRow("5.50 DR", "7.00 CR", "CR", -5.5)]
    public void Numbers_of_two_units_of_one_kind_are_in_the_first_and_told(
        string written, string first, string unit, double number, bool isTold = true)
    {
        TableLayout layout = Layout(first, written, first);

        Assert.AreEqual(unit, layout.Columns[0].Unit);
        Assert.AreEqual((float)number, layout.Load(Table).GetColumn<float>("w").ElementAt(1), 1e-5f * Math.Abs((float)number));
        Assert.AreEqual(isTold, Warnings.Any(warning => warning.Contains($"'{written}' is read as ", StringComparison.Ordinal)));
        Assert.IsTrue(Warnings.Any(warning => warning.Contains($"of the unit '{unit}'", StringComparison.Ordinal)));
        TableLayout known = ModelCardTable.Of(layout).ToLayout(Ml.Data);
        float later = known.Load(Write($"w\ty\n{written}\t1\n")).GetColumn<float>("w").Single();
        Assert.AreEqual((float)number, later, 1e-5f * Math.Abs((float)number));
    }

    /// <summary>The side of the first row was the one above zero, of numbers without a side as well.</summary>
    [TestMethod]
    [DataRow("33.5 S", "52.5 N", "N")]
    [DataRow("0.25W", "13.4E", "E")]
    [DataRow("44 BC", "14 AD", "AD")]
    [DataRow("5.50 DR", "7.00 CR", "CR")]
    public void A_side_below_zero_is_so_in_the_first_row_too(string below, string above, string unit)
    {
        TableLayout layout = Layout(below, above, "2.5", above, below);

        float[] read = [.. layout.Load(Table).GetColumn<float>("w")];
        Assert.AreEqual(unit, layout.Columns[0].Unit);
        Assert.IsLessThan(0, read[0]);
        Assert.IsGreaterThan(0, read[1]);
        Assert.AreEqual(2.5f, read[2]);
        Assert.AreEqual(read[0], read[4]);
        TableLayout said = Ml.Data.InferTable(Table, new TableOptions { Kinds = new Dictionary<string, TableColumnKind>
        {
            ["w"] = TableColumnKind.Number,
        } });
        CollectionAssert.AreEqual(read, said.Load(Table).GetColumn<float>("w").ToArray());
    }

    /// <summary>East in German is west in French; bits are no bytes; a B right behind is a billion.</summary>
    [TestMethod]
    [DataRow("13.4 O", "0.5 W")]
    [DataRow("13.4 E", "0.5 O")]
    [DataRow("10 MB", "80 Mb")]
    [DataRow("512B", "10KB")]
    public void Numbers_of_units_that_may_be_of_two_kinds_are_words_and_told(string one, string other)
    {
        Assert.AreEqual(TableColumnKind.Text, Layout(one, other, one, other, other, one).Columns[0].Kind);
        Assert.Contains("is read as words, though", Warnings[0]);
    }

    /// <summary>Its E was taken for the exponent of a plain number, and the value was missing.</summary>
    [TestMethod]
    public void An_E_right_behind_a_number_is_its_unit() => CollectionAssert.AreEqual(new[] { 13.4f, 8f, -0.25f },
        Numbers("13.4E", "8E", "0.25W"));

    /// <summary>A letter of one side alone may be another unit: watts.</summary>
    [TestMethod]
    public void A_unit_that_is_one_side_only_is_above_zero() => CollectionAssert.AreEqual(new[] { 60f, 75f, 100f },
        Numbers("60 W", "75 W", "100 W"));

    [TestMethod]
    [DataRow("3 days ago", "days ago", 3f)]
    [DataRow("1 day ago", "days ago", 1f)]
    [DataRow("30.5 m.p.g.", "m.p.g.", 30.5f)]
    [DataRow("12 per cent", "per cent", 12f)]
    [DataRow("12 $/sqft", "$/sqft", 12f)]
    public void Some_words_behind_all_numbers_are_their_unit(string written, string unit, float number)
    {
        Assert.AreEqual(number, Numbers($"2 {unit}", written, $"4.25 {unit}")[1]);
        Assert.Contains($"is read as numbers of the unit '{unit}'", Warnings.Single());
    }

    /// <summary>The second half of the rows was refused, as if the first half were all.</summary>
    [TestMethod]
    public void Numbers_of_two_currencies_are_words_and_said_to_be()
    {
        Assert.AreEqual(TableColumnKind.Text, Layout([.. Enumerable.Range(1, 60).Select(i => $"{i}.50 {(i % 2 == 0 ? "EUR" : "USD")}")])
            .Columns[0].Kind);
        Assert.Contains("though most of its values are numbers", Warnings.Single());
    }

    [TestMethod]
    public void Numbers_behind_one_name_are_numbers_and_told()
    {
        Write("a,y\ntemp=12.5,1\ntemp=-3,2\ntemp=4.25,3\n");

        TableLayout layout = Ml.Data.InferTable(Table);

        CollectionAssert.AreEqual(new[] { 12.5f, -3f, 4.25f }, layout.Load(Table).GetColumn<float>("a").ToArray());
        Assert.Contains("is read as numbers of the unit 'temp='", Warnings.Single());
    }

    [TestMethod]
    [DataRow(".a")]
    [DataRow("[NULL]")]
    [DataRow("(blank)")]
    [DataRow("k. A.")]
    [DataRow("#WAARDE!")]
    [DataRow("#¡DIV/0!")]
    [DataRow("#NOME?")]
    public void A_mark_of_a_missing_value_is_missing_among_numbers(string mark)
    {
        float[] numbers = Numbers(mark, "2", "4.25");

        Assert.IsTrue(float.IsNaN(numbers[0]));
        Assert.AreEqual(4.25f, numbers[2]);
        Assert.IsEmpty(Warnings);
    }

    [TestMethod]
    public void A_blank_before_a_fraction_is_no_separator()
    {
        TableLayout layout = Ml.Data.InferTable(Write("long side,y\n3 1/4,1\n5 1/2,2\n7 3/4,3\n"));

        Assert.AreEqual(',', layout.Separator);
        CollectionAssert.AreEqual(new[] { 3.25f, 5.5f, 7.75f }, layout.Load(Table).GetColumn<float>("long side").ToArray());
    }

    [TestMethod]
    [DataRow("135/94", "120/80", "128/85")]
    [DataRow("15/3", "16/3", "17/3")]
    [DataRow("1/7", "1/9", "1/11")]
    [DataRow("24/7", "9/5", "1//2")]
    public void Two_numbers_with_a_line_between_are_no_fraction(params string[] written) =>
        Assert.AreEqual(TableColumnKind.Text, Layout(written).Columns[0].Kind);

    [TestMethod]
    [DataRow("<=50", ">50", "<=50")]
    [DataRow("<30 kg", ">30 kg", ">30 kg")]
    [DataRow("CA 90210", "CA 90001", "CA 90002")]
    public void Names_of_ranges_and_places_stay_words(params string[] written) =>
        Assert.AreEqual(TableColumnKind.Text, Layout(written).Columns[0].Kind);

    /// <summary>Ranges are few: where each row has a bound of its own, the bounds are numbers.</summary>
    [TestMethod]
    public void Many_bounds_are_numbers() => CollectionAssert.AreEqual(
        Enumerable.Range(1, 60).Select(i => (float)i).ToArray(), Numbers([.. Enumerable.Range(1, 60).Select(i => $"~{i}")]));

    [TestMethod]
    [DataRow("5'11\"", "inches", 71)]
    [DataRow("5’11”", "inches", 71)]
    [DataRow("6 ft 3 in", "inches", 75)]
    [DataRow("8 lb 4 oz", "ounces", 132)]
    [DataRow("11 st 6 lb", "pounds", 160)]
    [DataRow("2 years 3 months", "months", 27)]
    [DataRow("50y 11m", "months", 611)]
    [DataRow("52°30'N", "degrees", 52.5)]
    [DataRow("13°15'W", "degrees", -13.25)]
    [DataRow("33°30'36\"S", "degrees", -33.51)]
    [DataRow("-33° 30′ 36″", "degrees", -33.51)]
    public void Numbers_of_two_units_are_one(string written, string unit, double number)
    {
        Assert.IsTrue(CompoundField.TryRead(written, out double read, out ReadOnlySpan<char> found));
        Assert.AreEqual(unit, found.ToString());
        Assert.AreEqual(number, read, 1e-9);
    }

    [TestMethod]
    [DataRow("5'")]
    [DataRow("6 ft")]
    [DataRow("flat 6 ft 3 in")]
    [DataRow("99°")]
    [DataRow("25°C")]
    [DataRow("it's 5")]
    [DataRow("3y")]
    public void Other_fields_are_no_numbers_of_two_units(string written) =>
        Assert.IsFalse(CompoundField.TryRead(written, out _, out _));

    [TestMethod]
    public void A_unit_that_only_some_rows_have_counts_for_all()
    {
        CollectionAssert.AreEqual(new[] { 103f, 175f, 142f, 90.5f }, Numbers("103", "175 kg", "142", "90.5 kg"));
        Assert.Contains("is read as numbers of the unit 'kg'", Warnings.Single());
    }

    [TestMethod]
    public void A_percent_sign_that_only_some_rows_have_is_told()
    {
        CollectionAssert.AreEqual(new[] { 12f, 0.12f, 50f }, Numbers("12%", "0.12", "50%"));
        Assert.Contains("has % behind 2 of its 3 numbers", Warnings.Single());
    }

    [TestMethod]
    [DataRow("{0}x{1}", 2)]
    [DataRow("{0}.5,{1}.25", 2)]
    [DataRow("{0}/{1}9", 2)]
    [DataRow("{0}/{1}", 2)]
    [DataRow("[{0}, {1}, 7]", 3)]
    [DataRow("POINT (-{0} {1})", 2)]
    [DataRow("{0} ± {1}", 2)]
    public void Several_numbers_in_each_field_are_told(string form, int numbers)
    {
        string[] written = [.. Enumerable.Range(1, 60)
            .Select(i => string.Format(CultureInfo.InvariantCulture, form, i, 7 + (i % 50)))];

        Assert.AreEqual(TableColumnKind.Text, Layout(written).Columns[0].Kind);
        Assert.Contains($"nearly every value holds {numbers} numbers, such as '{written[0]}'", Warnings.Single());
    }

    [TestMethod]
    [DataRow("#{0}", true)]
    [DataRow("No. {0}", true)]
    [DataRow("Level {0}", true)]
    [DataRow("{0}% (est.)", true)]
    [DataRow("C{0}", false)]
    [DataRow("user_{0}", false)]
    public void One_number_in_each_field_is_told_where_it_stands_for_itself(string form, bool isTold)
    {
        Layout([.. Enumerable.Range(1, 60).Select(i => string.Format(CultureInfo.InvariantCulture, form, i))]);

        Assert.AreEqual(isTold, Warnings.Any(warning => warning.Contains(
            $"nearly every value holds a number, such as '{string.Format(CultureInfo.InvariantCulture, form, 1)}'",
            StringComparison.Ordinal)));
    }

    [TestMethod]
    public void A_few_ranges_that_overlap_are_words_without_a_word()
    {
        TableLayout layout = Layout([.. Enumerable.Range(0, 60).Select(i => $"{i % 6}0-{(i % 6) + 1}9")]);

        Assert.AreEqual(TableColumnKind.Text, layout.Columns[0].Kind);
        Assert.IsEmpty(Warnings);
    }

    [TestMethod]
    [DataRow("#NULL!")]
    [DataRow("#N/V")]
    [DataRow("#BEZUG!")]
    [DataRow("–")]
    [DataRow("—")]
    public void Marks_of_spreadsheets_are_missing(string mark) =>
        CollectionAssert.AreEqual(new[] { 1f, float.NaN, 3f }, Numbers("1", mark, "3"));

    [TestMethod]
    public void A_few_words_among_numbers_are_told_with_what_helps()
    {
        string[] written = [.. Enumerable.Range(0, 40).Select(i => (i % 6) switch { 0 => "no data", 1 => "gone", _ => $"{i}" })];

        Layout(written);

        Assert.Contains(
            "If 'no data' and 'gone' stand for a missing value, say so: Missing with 'no data', Missing with 'gone'.", Warnings.Single());
        TableLayout said = Ml.Data.InferTable(Table, new TableOptions { Missing = ["no data", "gone"] });
        Assert.AreEqual(TableColumnKind.Number, said.Columns[0].Kind);
    }

    /// <summary>Less than a year was a year, as a year was.</summary>
    [TestMethod]
    public void What_is_below_a_number_stays_apart_from_it() => CollectionAssert.AreEqual(
        new[] { 0.5f, 1f, 2f, 10f, float.NaN }, Numbers("< 1 year", "1 year", "2 years", "10+ years", "n/a"));

    [TestMethod]
    public void House_numbers_are_no_marks_of_missing_values()
    {
        Layout([.. Enumerable.Range(1, 60).Select(i => i % 5 == 0 ? "12a" : $"{i}")]);

        Assert.IsFalse(Warnings.Exists(warning => warning.Contains("stand for a missing value", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void A_later_file_is_read_in_the_same_forms()
    {
        TableLayout layout = Layout("5'11\"", "6'2\"", "5'9\"");

        IDataView later = layout.Load(Write("w\ty\n6'0\"\t1\n5 ft 10 in\t2\n"));

        CollectionAssert.AreEqual(new[] { 72f, 70f }, later.GetColumn<float>("w").ToArray());
    }

    /// <summary>Shares of a hundred in one file and of one in the other were learned from and scored alike.</summary>
    [TestMethod]
    public void A_unit_that_only_one_of_two_files_has_is_told()
    {
        TableLayout percent = Layout("12%", "50%", "7%");
        percent.Load(Write("w\ty\n0.12\t1\n0.5\t2\n"));
        Assert.Contains("has numbers without a unit: taken for ones of '%'", Warnings.Single());

        Warnings.Clear();
        TableLayout plain = Layout("12", "50", "7");
        plain.Load(Write("w\ty\n12%\t1\n50%\t2\n"));
        Assert.Contains("has numbers of '%', which the model knows without a unit", Warnings.Single());
    }

    private float[] Numbers(params string[] written) => [.. Layout(written).Load(Table).GetColumn<float>("w")];

    private TableLayout Layout(params string[] written) =>
        Ml.Data.InferTable(Write(string.Concat(written.Select((one, i) => $"{one}\t{i}\n").Prepend("w\ty\n"))));
}
