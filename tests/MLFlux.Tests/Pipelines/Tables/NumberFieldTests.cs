using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tables;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Pipelines;

/// <summary>Numbers as people write them, and whole numbers that keep every digit.</summary>
[TestClass]
public sealed class NumberFieldTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _warnings = [];

    public NumberFieldTests() => _ml.Log += (_, entry) =>
    {
        if (entry.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning)
            _warnings.Add(entry.RawMessage);
    };

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow("1,234.56", '.', 1234.56, "")]
    [DataRow("1.234,56", ',', 1234.56, "")]
    [DataRow("1 234,56", ',', 1234.56, "")]
    [DataRow("1\u00A0234\u00A0567,5", ',', 1234567.5, "")]
    [DataRow("1\u202F234", '.', 1234.0, "")]
    [DataRow("1'234.50", '.', 1234.5, "")]
    [DataRow("12,34,567", '.', 1234567.0, "")]
    [DataRow("$1,234.50", '.', 1234.5, "$")]
    [DataRow("-$5", '.', -5.0, "$")]
    [DataRow("$-5", '.', -5.0, "$")]
    [DataRow("($1,234)", '.', -1234.0, "$")]
    [DataRow("12,50 €", ',', 12.5, "€")]
    [DataRow("€ 34.01", '.', 34.01, "€")]
    [DataRow("CHF 1'200", '.', 1200.0, "CHF")]
    [DataRow("12%", '.', 12.0, "%")]
    [DataRow("12.5 %", '.', 12.5, "%")]
    [DataRow("(45)", '.', -45.0, "")]
    [DataRow("45-", '.', -45.0, "")]
    [DataRow("1.5e3", '.', 1500.0, "")]
    [DataRow("−7", '.', -7.0, "")]
    [DataRow(".5", '.', 0.5, "")]
    public void Numbers_in_the_forms_that_people_write_are_read(string field, char marker, double expected, string expectedUnit)
    {
        Assert.IsTrue(NumberField.TryRead(field, marker, anyUnit: false, out double number, out ReadOnlySpan<char> unit));
        Assert.AreEqual(expected, number, 1e-9);
        Assert.AreEqual(expectedUnit, unit.ToString());
    }

    [TestMethod]
    [DataRow("1.2.3", '.')]
    [DataRow("3-5", '.')]
    [DataRow("A-12", '.')]
    [DataRow("12,5", '.')]
    [DataRow("1,2,3", '.')]
    [DataRow("0,697", '.')]
    [DataRow("044 123 456", '.')]
    [DataRow("12.5 kg", '.')]
    [DataRow("$5 €", '.')]
    [DataRow("192.168.1.1", ',')]
    [DataRow("12 34", '.')]
    public void What_only_looks_like_a_number_is_none(string field, char marker) =>
        Assert.IsFalse(NumberField.TryRead(field, marker, anyUnit: false, out _, out _));

    [TestMethod]
    public void Whole_numbers_above_24_bits_keep_every_digit_as_labels()
    {
        string[] codes = ["51277179", "51277180", "51277181"];
        ReadyPipeline pipeline = Pipeline(codes, TableColumnKind.Double);

        CollectionAssert.AreEqual(codes, Predicted<double>(pipeline).Order()
            .Select(code => code.ToString("F0", System.Globalization.CultureInfo.InvariantCulture)).Distinct().ToArray());
    }

    [TestMethod]
    [DataRow("76561198000000001", "76561198000000002", "76561198000000003")]
    [DataRow("-9007199254740993", "-9007199254740994", "9007199254740993")]
    public void Whole_numbers_of_17_digits_and_negative_ones_keep_every_digit_as_labels(string one, string two, string three)
    {
        ReadyPipeline pipeline = Pipeline([one, two, three], TableColumnKind.Int64);

        CollectionAssert.AreEquivalent(new[] { long.Parse(one), long.Parse(two), long.Parse(three) }, Predicted<long>(pipeline).Distinct()
            .ToArray());
        ModelCard card = ModelCard.Describe(pipeline.Fit(_table!), _table!.Schema, "code");
        CollectionAssert.AreEquivalent(new[] { one, two, three }, card.LabelValues.ToArray());
    }

    [TestMethod]
    public void Whole_numbers_beyond_64_bits_are_read_as_words() =>
        Assert.AreEqual(TableColumnKind.Text, Infer("code,n\n123456789012345678901,1\n123456789012345678902,2\n").Columns[0].Kind);

    [TestMethod]
    public void Seconds_since_1970_keep_their_differences_and_small_numbers_stay_singles()
    {
        TableLayout layout = Infer("when,n\n1700000610,1.5\n1700000611,2\n1700002881,3\n");

        CollectionAssert.AreEqual(new[] { TableColumnKind.Double, TableColumnKind.Number }, layout.Columns.Select(column => column.Kind)
            .ToArray());
        CollectionAssert.AreEqual(new[] { 1700000610.0, 1700000611, 1700002881 }, layout.Load(_folder.File("t.csv"))
            .GetColumn<double>("when").ToArray());
    }

    [TestMethod]
    public void The_unit_is_remembered_and_later_files_are_read_by_it()
    {
        TableLayout layout = Infer("price;n\n1.234,50 €;1\n7,25 €;2\n(3,00 €);3\n");
        Assert.AreEqual("€", layout.Columns[0].Unit);

        CollectionAssert.AreEqual(new[] { 1234.5f, 7.25f, -3f }, layout.Load(_folder.File("t.csv")).GetColumn<float>("price").ToArray());
        File.WriteAllText(_folder.File("later.csv"), "price;n\n2.000,00 €;1\n");
        TableLayout again = ModelCardTable.Of(layout).ToLayout(_ml.Data);
        Assert.AreEqual(2000f, again.Load(_folder.File("later.csv")).GetColumn<float>("price").Single());
        File.WriteAllText(_folder.File("later.csv"), "price;n\n$2;1\n5 €;2\n6 €;2\n");
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => again.Load(_folder.File("later.csv"))).Message, "'$2'");
    }

    [TestMethod]
    public void Each_column_has_its_own_mark_before_decimal_places()
    {
        TableLayout layout = Infer("a,b\n\"1.234,5\",1.5\n\"7,25\",2.25\n");

        Assert.AreEqual('.', layout.DecimalMarker);
        CollectionAssert.AreEqual(new[] { 1234.5f, 7.25f }, layout.Load(_folder.File("t.csv")).GetColumn<float>("a").ToArray());
        CollectionAssert.AreEqual(new[] { 1.5f, 2.25f }, layout.Load(_folder.File("t.csv")).GetColumn<float>("b").ToArray());
    }

    [TestMethod]
    public void A_mark_that_may_stand_between_thousands_is_said_with_the_option_that_decides_it()
    {
        Assert.AreEqual(1.234f, Infer("a,b\n1.234,x\n5.678,y\n").Load(_folder.File("t.csv")).GetColumn<float>("a").First());
        StringAssert.Contains(_warnings.Single(), "'1.234' is read as 1.234");
        StringAssert.Contains(_warnings.Single(), "DecimalMarker = ','");

        _warnings.Clear();
        Assert.AreEqual(1234f, Infer("a,b\n1.234,x\n5.678,y\n", new TableOptions { DecimalMarker = ',' }).Load(_folder.File("t.csv"))
            .GetColumn<float>("a").First());
        Infer("a,b\n1.234,0.5\n5.678,2.25\n");
        Assert.IsEmpty(_warnings);
    }

    [TestMethod]
    public void Most_numbers_with_another_unit_are_words_and_said_and_the_option_reads_them()
    {
        string content = "weight,n\n"
            + string.Concat(Enumerable.Range(0, 40).Select(i => $"{(i == 7 ? "heavy" : $"{i + 0.5:F1} kg")},{i}\n"));
        Assert.AreEqual(TableColumnKind.Text, Infer(content).Columns[0].Kind);
        StringAssert.Contains(_warnings.Single(), "numbers of the unit 'kg'");

        var options = new TableOptions
        {
            Kinds = new Dictionary<string, TableColumnKind> { ["weight"] = TableColumnKind.Number }, Unreadable = UnreadableRows.Skip,
        };
        TableLayout layout = Infer(content, options);
        Assert.AreEqual("kg", layout.Columns[0].Unit);
        CollectionAssert.AreEqual(Enumerable.Range(0, 40).Where(i => i != 7).Select(i => i + 0.5f).ToArray(),
            layout.Load(_folder.File("t.csv")).GetColumn<float>("weight").ToArray());
    }

    private IDataView? _table;

    private ReadyPipeline Pipeline(string[] codes, TableColumnKind kind)
    {
        TableLayout layout = Infer(
            $"x,code\n{string.Join('\n', Enumerable.Range(0, 60).Select(i => $"{i % 3}.{i % 7},{codes[i % 3]}"))}\n");
        Assert.AreEqual(kind, layout.Columns[1].Kind);
        _table = layout.Load(_folder.File("t.csv"));
        ReadyPipeline pipeline = _ml.Pipelines().Tabular(_table, "code");
        return pipeline.With(pipeline.Training with { Epochs = 60 });
    }

    private T[] Predicted<T>(ReadyPipeline pipeline) => [.. pipeline.Fit(_table!).Transform(_table!).GetColumn<T>("PredictedLabel")];

    private TableLayout Infer(string content, TableOptions? options = null)
    {
        File.WriteAllText(_folder.File("t.csv"), content);
        return _ml.Data.InferTable(_folder.File("t.csv"), options);
    }
}
