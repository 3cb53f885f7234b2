using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Tests.Pipelines;

/// <summary>
/// What stands among numbers and changes none of them: flags of statistical offices, and words for what is missing. One such word in
/// twenty rows made words of all numbers.
/// </summary>
[TestClass]
public sealed class AmongNumbersTests : TableFileTests
{
    [TestMethod]
    [DataRow("12.3 p", 12.3f)]
    [DataRow("1,024 b", 1024f)]
    [DataRow("5 e", 5f)]
    [DataRow("0.5 bep", 0.5f)]
    [DataRow("7.5 (e)", 7.5f)]
    [DataRow("7.5(p)", 7.5f)]
    [DataRow("-2.5 E", -2.5f)]
    [DataRow(":", float.NaN)]
    [DataRow(": c", float.NaN)]
    [DataRow(":u", float.NaN)]
    public void A_flag_behind_a_number_is_left_out_and_told(string written, float number)
    {
        string[] fields = [written, .. Enumerable.Range(1, 40).Select(i => i % 3 == 0 ? $"{i}.5 p" : i % 7 == 0 ? $"{i}.5 b" : $"{i}.5")];

        float[] read = Numbers(fields);

        Assert.AreEqual(number, read[0]);
        CollectionAssert.AreEqual(Enumerable.Range(1, 40).Select(i => i + 0.5f).ToArray(), read[1..]);
        Assert.Contains("is read as numbers without the flags behind", Warnings.Single());
    }

    [TestMethod]
    public void Flags_behind_all_numbers_are_left_out()
    {
        float[] read = Numbers([.. Enumerable.Range(1, 30).Select(i => i % 10 == 0 ? ": z" : $"{i}.5 {"peb"[i % 3]}")]);

        Assert.AreEqual(1.5f, read[0]);
        Assert.AreEqual(3, read.Count(float.IsNaN));
        Assert.Contains("(b, e, p), as in '1.5 e'; ", Warnings.Single());
    }

    [TestMethod]
    [DataRow("a", "b")]
    [DataRow("kg", "pcs")]
    [DataRow("M", "K")]
    [DataRow("y", "m")]
    public void Units_and_names_behind_numbers_are_no_flags(string one, string other) => Assert.AreEqual(
        TableColumnKind.Text, Layout([.. Enumerable.Range(1, 40).Select(i => $"{i}.5 {(i % 3 == 0 ? one : other)}")]).Columns[0].Kind);

    /// <summary>Pence were pounds; a class, a debit, and who failed, were lost.</summary>
    [TestMethod]
    [DataRow("£2.50", "£1.20", "£3", "£4.10", "£5", "50 p", "80 p")]
    [DataRow("$2.50", "$1.20", "$3", "$4.10", "$5", "75 c")]
    [DataRow("5 A", "5 B", "6 A", "7 B", "8 A", "9")]
    [DataRow("300.00", "1.50", "2.50", "17.00", "1,200 D")]
    [DataRow("85 P", "91 P", "67 P", "73 P", "42 F")]
    [DataRow("12%", "13%", "14%", "15%", "16 b", "17 p")]
    public void A_letter_that_says_something_of_its_number_is_no_flag(params string[] written)
    {
        TableColumn column = Layout([.. Enumerable.Range(0, 60).Select(i => written[i % written.Length])]).Columns[0];

        Assert.AreEqual(TableColumnKind.Text, column.Kind);
        Assert.IsNull(column.Flags);
        Assert.IsNotEmpty(Warnings);
    }

    /// <summary>The letter of the east was a flag, and the rows of the west were refused.</summary>
    [TestMethod]
    public void East_and_west_beside_a_zero_are_numbers()
    {
        float[] read = Numbers(["0", .. Enumerable.Range(1, 99).Select(i => i % 20 == 0 ? $"{i}.5 W" : $"{i}.5 E")]);

        CollectionAssert.AreEqual(
            Enumerable.Range(1, 99).Select(i => i % 20 == 0 ? -i - 0.5f : i + 0.5f).Prepend(0f).ToArray(), read);
    }

    [TestMethod]
    public void Flags_behind_shares_of_a_hundred_are_left_out() => Assert.AreEqual(
        5.5f, Numbers([.. Enumerable.Range(1, 40).Select(i => i % 5 == 0 ? $"{i}.5% {"pb"[i % 2]}" : $"{i}.5%")])[4]);

    [TestMethod]
    public void Flags_of_a_later_file_are_left_out()
    {
        TableLayout layout = Layout([.. Enumerable.Range(1, 40).Select(i => i % 3 == 0 ? $"{i} p" : $"{i}")]);
        TableLayout known = ModelCardTable.Of(layout).ToLayout(Ml.Data);

        IDataView later = known.Load(Write("w\ty\n12.5 bd\t1\n: c\t2\n7 p\t3\n8\t4\n"));

        CollectionAssert.AreEqual(new[] { 12.5f, float.NaN, 7f, 8f }, later.GetColumn<float>("w").ToArray());
    }

    [TestMethod]
    [DataRow(400, 20, "unknown")]
    [DataRow(400, 4, "pending")]
    [DataRow(40, 10, "none of these")]
    [DataRow(100, 10, "x")]
    [DataRow(30_000, 5, "unknown")]
    public void A_word_in_some_rows_stands_for_a_missing_value_among_numbers(int rows, int each, string word)
    {
        float[] read = Numbers([.. Enumerable.Range(0, rows).Select(i => i % each == 1 ? word : $"{i}.25")]);

        CollectionAssert.AreEqual(Enumerable.Range(0, rows).Select(i => i % each == 1 ? float.NaN : i + 0.25f).ToArray(), read);
        Assert.Contains($"is read as numbers: '{word}' in {rows / each:N0} rows stands for missing ones; ", Warnings.Single());
    }

    [TestMethod]
    [DataRow("unknown", "not measured", "tbd")]
    [DataRow("unknown", "no data", "???")]
    [DataRow("*", "n.k.", "not available")]
    public void Several_words_stand_for_missing_values_where_they_say_that_there_is_none(params string[] words) => Assert.AreEqual(
        12, Numbers([.. Enumerable.Range(0, 120).Select(i => i % 10 == 0 ? words[i / 10 % words.Length] : $"{i}")]).Count(float.IsNaN));

    /// <summary>A word that is a mark in one column is a value of another, and of the label.</summary>
    [TestMethod]
    public void A_word_among_numbers_is_a_word_elsewhere()
    {
        string rows = string.Concat(Enumerable.Range(0, 60).Select(
            i => $"{(i % 10 == 0 ? "unknown" : i)},{(i % 2 == 0 ? "unknown" : "known")},{(i % 3 == 0 ? "unknown" : "yes")}\n"));

        IDataView read = Ml.Data.LoadTable(Write($"n,w,y\n{rows}"), new TableOptions { RequiredColumn = "y" });

        Assert.AreEqual(6, read.GetColumn<float>("n").Count(float.IsNaN));
        Assert.AreEqual(30, read.GetColumn<string>("w").Count(word => word == "unknown"));
        Assert.AreEqual(20, read.GetColumn<string>("y").Count(word => word == "unknown"));
    }

    [TestMethod]
    public void A_word_among_numbers_with_a_unit_is_missing()
    {
        float[] read = Numbers([.. Enumerable.Range(0, 40).Select(i => i % 8 == 0 ? "unknown" : $"{i}.5 kg")]);

        Assert.AreEqual(5, read.Count(float.IsNaN));
        Assert.AreEqual(1.5f, read[1]);
    }

    [TestMethod]
    public void A_word_among_dates_is_a_missing_date()
    {
        string rows = string.Concat(Enumerable.Range(1, 28).Select(i => $"{(i % 7 == 0 ? "pending" : $"2024-03-{i:00}")},{i}\n"));

        IDataView read = Ml.Data.LoadTable(Write($"until,y\n{rows}"));

        Assert.AreEqual(4, read.GetColumn<DateTime>("until").Count(date => date == default));
        Assert.Contains("is read as dates: 'pending' in 4 rows stands for missing ones; ", Warnings.Single());
    }

    /// <summary>Levels, codes, and what the column is about, are no marks.</summary>
    [TestMethod]
    [DataRow(3, "low")]
    [DataRow(10, "G", "B")]
    [DataRow(10, "unknown", "G", "???")]
    [DataRow(10, "no visit", "unknown")]
    [DataRow(10, "non smoker", "not asked")]
    [DataRow(10, "keine", "unbekannt")]
    [DataRow(8, "+", "++", "+++")]
    [DataRow(8, "<", ">")]
    [DataRow(5, "12A", "13A", "14B", "7C")]
    [DataRow(5, "ab", "cd", "ef", "gh")]
    public void Many_or_frequent_words_among_numbers_leave_a_column_of_words(int each, params string[] words) =>
        Assert.AreEqual(TableColumnKind.Text, Layout([.. Enumerable.Range(0, 120)
            .Select(i => i % each == 0 ? words[i / each % words.Length] : $"{i}")]).Columns[0].Kind);

    /// <summary>The first rows had few of the words, all of them had most.</summary>
    [TestMethod]
    public void A_word_in_most_rows_behind_the_first_leaves_a_column_of_words()
    {
        TableLayout layout = Layout([.. Enumerable.Range(0, 20_000).Select(i => i < 6_000 ? $"{i}.5" : "closed")]);

        Assert.AreEqual(TableColumnKind.Text, layout.Columns[0].Kind);
        Assert.IsNull(layout.Columns[0].Missing);
        Assert.AreEqual(14_000, layout.Load(Table).GetColumn<string>("w").Count(word => word == "closed"));
    }

    /// <summary>Without the word that comes again most were numbers, and the two others were refused.</summary>
    [TestMethod]
    public void Other_words_beside_one_that_comes_again_are_not_refused()
    {
        string[] written = [.. Enumerable.Range(0, 100).Select(i => i % 5 == 0 ? "unknown" : i is 33 or 66 ? $"gone {i}" : $"{i}.5")];

        Assert.AreEqual(TableColumnKind.Text, Layout(written).Columns[0].Kind);
        Assert.Contains("though most of its values are numbers: line 2 has 'unknown'", Warnings.Single());
    }

    /// <summary>Behind so many words that no more were kept, others were refused.</summary>
    [TestMethod]
    public void Other_words_far_below_are_not_refused() => Assert.AreEqual(TableColumnKind.Text, Layout(
        [.. Enumerable.Range(0, 12_000).Select(i => i == 11_000 ? "gone" : i % 5 == 0 ? "unknown" : $"{i}.5")]).Columns[0].Kind);

    /// <summary>Nineteen of twenty are numbers: without the words their rows would be refused.</summary>
    [TestMethod]
    public void Two_words_in_few_rows_are_missing_though_one_says_something() => Assert.AreEqual(5, Numbers(
        [.. Enumerable.Range(0, 120).Select(i => i % 50 == 0 ? "unknown" : i % 60 == 1 ? "G" : $"{i}")]).Count(float.IsNaN));

    [TestMethod]
    public void Words_among_codes_are_told()
    {
        TableColumn column = Layout([.. Enumerable.Range(0, 60).Select(i => i % 6 == 0 ? "ABC" : $"{i:000}")]).Columns[0];

        Assert.AreEqual(TableColumnKind.Text, column.Kind);
        Assert.Contains("'ABC'", Warnings.Single());
    }

    [TestMethod]
    public void Faces_are_words()
    {
        TableLayout layout = Layout([.. Enumerable.Range(0, 30).Select(i => i % 2 == 0 ? ":p" : ":o")]);

        Assert.AreEqual(TableColumnKind.Text, layout.Columns[0].Kind);
        Assert.AreEqual(15, layout.Load(Table).GetColumn<string>("w").Count(word => word == ":p"));
    }

    [TestMethod]
    public void Two_numbers_and_a_word_are_three_levels() => Assert.AreEqual(
        TableColumnKind.Text, Layout([.. Enumerable.Range(0, 120).Select(i => i % 8 == 0 ? "unknown" : $"{i % 2}")]).Columns[0].Kind);

    /// <summary>Of files joined with their headers, the name of a column is no value of it that is missing.</summary>
    [TestMethod]
    public void The_name_of_a_column_is_no_mark() => Assert.Contains("line 22 has 'W' in column 'w'",
        Assert.ThrowsExactly<InvalidDataException>(
            () => Layout([.. Enumerable.Range(0, 60).Select(i => i is 20 or 40 ? "W" : $"{i}")])).Message);

    [TestMethod]
    public void A_later_file_has_the_words_that_its_model_knows_and_no_others()
    {
        TableLayout layout = Layout([.. Enumerable.Range(0, 60).Select(i => i % 10 == 0 ? "unknown" : $"{i}")]);
        TableLayout known = ModelCardTable.Of(layout).ToLayout(Ml.Data);

        CollectionAssert.AreEqual(
            new[] { 1f, float.NaN, 3f }, known.Load(Write("w\ty\n1\t1\nUnknown\t2\n3\t3\n")).GetColumn<float>("w").ToArray());
        Assert.Contains("has 'gone' in column 'w', which is no number",
            Assert.ThrowsExactly<InvalidDataException>(() => known.Load(Write(
                $"w\ty\n{string.Concat(Enumerable.Range(0, 30).Select(i => $"{(i == 4 ? "gone" : i)}\t1\n"))}"))).Message);
    }

    private float[] Numbers(string[] written) => [.. Layout(written).Load(Table).GetColumn<float>("w")];

    private TableLayout Layout(string[] written) =>
        Ml.Data.InferTable(Write(string.Concat(written.Select((one, i) => $"{one}\t{i}\n").Prepend("w\ty\n"))));
}
