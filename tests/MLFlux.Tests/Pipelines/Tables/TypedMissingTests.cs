using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tables;

namespace MLFlux.Tests.Pipelines.Tables;

/// <summary>Databases were refused for texts that stand for missing numbers, as they do in text files.</summary>
[TestClass]
public sealed class TypedMissingTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    [TestMethod]
    [DataRow("middle of range", "25-34", 29.5f)]
    [DataRow(null, "2.5", 2.5f)]
    public void Texts_that_stand_for_missing_numbers_are_missing(string? unit, string text, float number)
    {
        TableLayout layout = Layout(TableColumnKind.Number, unit);

        float[] read = [.. TypedTable.Load(s_ml.Data, layout, new MadeSource([text, "", " Unknown ", "NA", "-", null, 4]), new TableUse(),
            UnreadableRows.Fail).GetColumn<float>("value")];

        CollectionAssert.AreEqual(
            new[] { number, float.NaN, float.NaN, float.NaN, float.NaN, float.NaN, 4 }, read);
        Says("row 2 has 'young' in column 'value', which is no number", layout, ["1", "young", ""], []);
    }

    [TestMethod]
    public void Words_that_stand_for_missing_dates_are_missing()
    {
        DateTime[] read = [.. TypedTable.Load(s_ml.Data, Layout(TableColumnKind.Date, unit: null),
            new MadeSource(["2024-03-05", "unknown", ""]), new TableUse(), UnreadableRows.Fail).GetColumn<DateTime>("value")];

        CollectionAssert.AreEqual(new[] { new DateTime(2024, 3, 5), default, default }, read);
    }

    [TestMethod]
    public void Labels_have_to_be_there() => Says("row 2 has no value in column 'value'", Layout(TableColumnKind.Number, unit: null),
        [1, "unknown"], [new LabelCheck("value", [])]);

    [TestMethod]
    public void Kinds_that_have_no_missing_value_have_none() =>
        Says("row 1 has 'unknown'", Layout(TableColumnKind.Int64, unit: null), ["unknown"], []);

    private static TableLayout Layout(TableColumnKind kind, string? unit) => new ModelCardTable(
        ',', HasHeader: true, [new TableColumn("value", kind, 0) { Unit = unit, Missing = ["unknown"] }]).ToLayout(s_ml.Data);

    private static void Says(string words, TableLayout layout, object?[] values, LabelCheck[] labels) =>
        Assert.Contains(words, Assert.ThrowsExactly<InvalidDataException>(() => TypedTable.Load(
            s_ml.Data, layout, new MadeSource(values), new TableUse { Checked = labels }, UnreadableRows.Fail)).Message);
}
