using System.Globalization;
using Microsoft.ML.Data;

namespace MLFlux.Tests.Pipelines;

/// <summary>A second pass took another decimal mark than the one by which ranges had been found: 1,000-9,999 was 5.4995.</summary>
[TestClass]
public sealed class RangeMarkTests : TableFileTests
{
    [TestMethod]
    [DataRow(';', "1-999|1,000-9,999|10,000-99,999", "4", 500f, 5_499.5f, 54_999.5f)]
    [DataRow(',', "1-999|1,000-9,999|10,000-99,999", "4", 500f, 5_499.5f, 54_999.5f)]
    [DataRow(';', "1-999|1,000-9,999|10,000-99,999", "4.5", 500f, 5_499.5f, 54_999.5f)]
    [DataRow(';', "1-999|1.000-9.999|10.000-99.999", "4,5", 500f, 5_499.5f, 54_999.5f)]
    [DataRow(';', "0,5-1,4|1,5-2,4|2,5-3,4", "4,5", 0.95f, 1.95f, 2.95f)]
    [DataRow(';', "1-999|1,000-9,999|10,000-99,999|100,000+", "4", 500f, 5_499.5f, 54_999.5f, 100_000f)]
    [DataRow(';', "0 bis 1,4|1,5 bis 2,4|2,5 bis 3,4", "4", 0.7f, 1.95f, 2.95f)]
    public void Ranges_are_read_with_the_mark_that_found_them(char separator, string bands, string other, params float[] middles)
    {
        string[] fields = bands.Split('|');
        IEnumerable<int> rows = Enumerable.Range(0, 60);
        string[] lines = [.. rows.Select(i => $"\"{fields[i % fields.Length]}\"{separator}{i + 1}{other}")];

        TableLayout layout = Ml.Data.InferTable(Write($"band{separator}y\n{string.Join('\n', lines)}\n"));

        CollectionAssert.AreEqual(
            rows.Select(i => middles[i % middles.Length]).ToArray(), layout.Load(Table).GetColumn<float>("band").ToArray());
        Assert.IsFalse(Warnings.Any(warning => warning.Contains("the other way", StringComparison.Ordinal)), string.Join('\n', Warnings));
        CollectionAssert.AreEqual(
            rows.Select(i => float.Parse($"{i + 1}{other}".Replace(',', '.'), CultureInfo.InvariantCulture)).ToArray(),
            layout.Load(Table).GetColumn<float>("y").ToArray());
    }
}
