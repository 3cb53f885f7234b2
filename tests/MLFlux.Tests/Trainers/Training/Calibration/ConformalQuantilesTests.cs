using MLFlux.Training;

namespace MLFlux.Tests.Training;

/// <summary>The shifts that make quantiles hold, against counting.</summary>
[TestClass]
public sealed class ConformalQuantilesTests
{
    private static readonly double[] s_levels = [0.05, 0.5, 0.95];

    [TestMethod]
    [DataRow(19)]
    [DataRow(20)]
    [DataRow(137)]
    [DataRow(1000)]
    public void As_many_rows_as_a_quantile_says_and_one_more_are_within_it(int rows)
    {
        double[] errors = Errors(rows, seed: rows);

        float[] shifts = ConformalQuantiles.Find(s_levels, [errors, errors, errors], weights: null)!;

        double[] sorted = [.. errors.Order()];
        int within = (int)Math.Ceiling((0.95 * (rows + 1)) - 1e-6);
        Assert.AreEqual((float)sorted[within - 1], shifts[2]);
        Assert.AreEqual((float)sorted[rows - within], shifts[0]);
        Assert.AreEqual(0, shifts[1], "A median stays.");
    }

    [TestMethod]
    public void Too_few_rows_for_a_quantile_give_no_shifts()
    {
        double[] errors = Errors(18, seed: 1);
        Assert.IsNull(ConformalQuantiles.Find(s_levels, [errors, errors, errors], weights: null));
        Assert.IsNotNull(ConformalQuantiles.Find([0.1, 0.9], [errors, errors], weights: null));
        Assert.IsNull(ConformalQuantiles.Find([0.1, 0.9], [[], []], weights: null));
    }

    [TestMethod]
    public void Weights_that_are_the_same_change_nothing_and_a_heavy_row_counts_as_it_weighs()
    {
        double[] errors = Errors(99, seed: 3);
        float[] same = [.. errors.Select(_ => 2.5f)];
        CollectionAssert.AreEqual(
            ConformalQuantiles.Find([0.9], [errors], weights: null), ConformalQuantiles.Find([0.9], [errors], same));

        // 99 rows weigh 1, one that is far above weighs 99: a share of 0.9 takes that row.
        float[] heavy = [.. errors.Select(_ => 1f), 99];
        Assert.AreEqual(50f, ConformalQuantiles.Find([0.9], [[.. errors, 50]], heavy)![0]);
    }

    [TestMethod]
    public void Rows_without_a_prediction_do_not_count()
    {
        double[] errors = Errors(40, seed: 4);
        CollectionAssert.AreEqual(
            ConformalQuantiles.Find([0.1, 0.9], [errors, errors], weights: null),
            ConformalQuantiles.Find([0.1, 0.9], [[double.NaN, .. errors], [double.NaN, .. errors]], weights: null));
    }

    private static double[] Errors(int rows, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble() - 0.3)];
    }
}
