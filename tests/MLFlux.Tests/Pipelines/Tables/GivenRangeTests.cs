using System.Text.Json.Nodes;
using Microsoft.ML.Data;
using MLFlux.Served;

namespace MLFlux.Tests.Pipelines.Tables;

/// <summary>Given rows and databases read ranges with a point before decimal places, whatever the file had that was trained on.</summary>
[TestClass]
public sealed class GivenRangeTests : TableFileTests
{
    [TestMethod]
    [DataRow("1-9.999|10.000-24.999|25.000-99.999", "10.000-24.999", 17_499.5f)]
    [DataRow("0,5-1,4|1,5-2,4|2,5-3,4", "1,5-2,4", 1.95f)]
    public void Ranges_are_read_with_the_mark_of_the_file(string bands, string given, float middle)
    {
        string[] fields = bands.Split('|');
        TableLayout layout = Ml.Data.InferTable(Write(
            $"band;y\n{string.Concat(Enumerable.Range(0, 60).Select(i => $"{fields[i % 3]};{i},5\n"))}"));
        var row = new JsonObject { ["band"] = given };

        new GivenForms(ModelCardTable.Of(layout)).Apply(row, []);
        float[] read = [.. MLFlux.Tables.TypedTable.Load(Ml.Data, layout, new MadeSource([given, 7.5], "band"),
            new MLFlux.Tables.TableUse { Absent = "y" }, UnreadableRows.Fail).GetColumn<float>("band")];

        Assert.AreEqual(middle, (float)row["band"]!.GetValue<double>());
        CollectionAssert.AreEqual(new[] { middle, 7.5f }, read);
    }

    /// <summary>A column may have another mark than most of its file.</summary>
    [TestMethod]
    public void Ranges_are_read_with_the_mark_of_their_column()
    {
        var column = new TableColumn("band", TableColumnKind.Number, 0) { Unit = "middle of range", DecimalMarker = '.' };
        var row = new JsonObject { ["band"] = "1.5-2.5" };

        new GivenForms(new ModelCardTable(';', HasHeader: true, [column]) { DecimalMarker = ',' }).Apply(row, []);

        Assert.AreEqual(2.0, row["band"]!.GetValue<double>());
    }
}
