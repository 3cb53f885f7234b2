using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Views;

namespace MLFlux.Tests.Views;

/// <summary>Blocks of rows in turn are all rows once.</summary>
[TestClass]
public sealed class RankRowsTests
{
    [TestMethod]
    [DataRow(0, 3, 4)]
    [DataRow(1, 3, 4)]
    [DataRow(23, 2, 4)]
    [DataRow(24, 3, 4)]
    [DataRow(25, 3, 1)]
    public void The_parts_of_all_ranks_in_turn_are_the_rows_in_order(int rows, int count, int block)
    {
        var ml = new MLContext();
        IDataView view = ml.Data.LoadFromEnumerable(Enumerable.Range(0, rows).Select(i => new Row(i)));
        int[][] parts = [.. Enumerable.Range(0, count).Select(rank =>
            new RankRows(view, rank, count, block).GetColumn<int>(nameof(Row.Number)).ToArray())];

        var joined = new List<int>();
        for (int place = 0; place < rows; place += block)
            joined.AddRange(parts[place / block % count].Skip(place / block / count * block).Take(block));

        CollectionAssert.AreEqual(Enumerable.Range(0, rows).ToArray(), joined);
        Assert.AreEqual(rows, parts.Sum(part => part.Length));
    }

    private sealed record Row(int Number);
}
