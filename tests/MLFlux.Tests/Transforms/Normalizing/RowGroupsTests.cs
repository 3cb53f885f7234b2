using MLFlux.Normalizing;

namespace MLFlux.Tests.Transforms;

/// <summary>Rows in bins or levels, and what a target has to do with them.</summary>
[TestClass]
public sealed class RowGroupsTests
{
    private const double None = double.NaN;

    [TestMethod]
    public void Equal_numbers_share_rank_and_bin_and_those_without_one_have_the_last()
    {
        var groups = new RowGroups(9);
        groups.SetNumbers([4, None, 1, 1, 9, 1, 4, None, 2], mostBins: 16, rowsOfBin: 50);

        CollectionAssert.AreEqual(new[] { 1, 2, 0, 0, 1, 0, 1, 2, 1 }, groups.Of);
        CollectionAssert.AreEqual(new double[] { 1.5, 0, -2, -2, 3, -2, 1.5, 0, 0 }, groups.Ranks);
        Assert.AreEqual(3, groups.Count);
        Assert.AreEqual(0, groups.Ranks.Sum(), 1e-12);
    }

    [TestMethod]
    public void Bins_are_numbered_without_gaps_and_the_next_column_finds_nothing_of_the_last()
    {
        var groups = new RowGroups(100);
        groups.SetLevels([.. Enumerable.Range(0, 100).Select(row => (double)row)], rowsOfLevel: 1);
        Assert.AreEqual(100, groups.Count);

        groups.SetNumbers([.. Enumerable.Range(0, 100).Select(row => row < 95 ? 0.0 : row)], mostBins: 10, rowsOfBin: 10);
        Assert.AreEqual(2, groups.Count, "Nearly all rows have one number, whose bin is that of its middle.");
        CollectionAssert.AreEqual(Enumerable.Range(0, 100).Select(row => row < 95 ? 0 : 1).ToArray(), groups.Of);

        groups.SetNumbers([.. Enumerable.Repeat(None, 100)], mostBins: 10, rowsOfBin: 10);
        Assert.AreEqual(1, groups.Count);
    }

    [TestMethod]
    public void Levels_of_few_rows_are_one_group()
    {
        var groups = new RowGroups(8);
        groups.SetLevels([7, 7, None, None, 3, 5, 7, 3], rowsOfLevel: 2);

        Assert.AreEqual(4, groups.Count);
        Assert.AreEqual(0, groups.Of[5]);
        Assert.HasCount(4, groups.Of.Distinct());
        Assert.AreEqual(groups.Of[2], groups.Of[3]);
        Assert.AreEqual(groups.Of[0], groups.Of[6]);
        Assert.AreEqual(0, groups.Ranks.Max());
    }

    [TestMethod]
    public void What_is_between_groups_and_what_they_leave_make_the_whole()
    {
        var random = new Random(1);
        double[] values = [.. Enumerable.Range(0, 500).Select(_ => random.NextDouble())];
        double[] target = SampledTargets.Standardized([.. values.Select(value => Math.Sin(7 * value) + random.NextDouble())])!;
        var groups = new RowGroups(500);
        groups.SetNumbers(values, mostBins: 8, rowsOfBin: 20);
        double[] rest = new double[500];
        groups.Leave(target, rest);

        Assert.AreEqual(8, groups.Count);
        Assert.AreEqual(500, groups.Between(target) + rest.Sum(value => value * value), 1e-9, "The variance of the target, row by row.");
        double[] order = [.. values.Order()];
        double[] ranks = [.. values.Select(value => Array.IndexOf(order, value) - 249.5)];
        double product = ranks.Zip(target, (rank, value) => rank * value).Sum();
        Assert.AreEqual(product * product / ranks.Sum(rank => rank * rank), groups.Trend(target), 1e-9);
    }
}
