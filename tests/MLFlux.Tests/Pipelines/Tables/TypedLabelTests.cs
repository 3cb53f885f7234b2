using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tables;

namespace MLFlux.Tests.Pipelines.Tables;

/// <summary>A model that reads several spellings of a label as one was not evaluated on a database that has them.</summary>
[TestClass]
public sealed class TypedLabelTests : TableFileTests
{
    [TestMethod]
    public void Labels_of_a_database_may_have_any_spelling_that_the_model_knows()
    {
        string[] spellings = ["yes", "no", "YES", "No", "Y", "N"];
        TableLayout layout = Ml.Data.InferTable(
            Write($"x,value\n{string.Concat(Enumerable.Range(0, 60).Select(i => $"{i}.5,{spellings[i % 6]}\n"))}"),
            new TableOptions { RequiredColumn = "value" });
        string[] known = [.. layout.Load(Table).GetColumn<string>("value").Distinct()];

        string[] read = [.. Load(layout, known, [.. spellings, "y", "NO"]).GetColumn<string>("value")];

        Assert.HasCount(2, known);
        CollectionAssert.AreEqual(new[] { 0, 1, 0, 1, 0, 1, 0, 1 }, read.Select(value => Array.IndexOf(known, value)).ToArray());
        Assert.Contains("row 2 has 'perhaps' in column 'value', expected",
            Assert.ThrowsExactly<InvalidDataException>(() => Load(layout, known, ["y", "perhaps"])).Message);
    }

    private IDataView Load(TableLayout layout, string[] known, object?[] values) => TypedTable.Load(Ml.Data, layout,
        new MadeSource(values), new TableUse { Absent = "x", Checked = [new LabelCheck("value", known)] }, UnreadableRows.Fail);
}
