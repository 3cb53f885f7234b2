using static MLFlux.Initializers;

namespace MLFlux.Tests.Networks;

/// <summary>What every initialiser keeps to. A new one is added to <see cref="All"/>.</summary>
[TestClass]
public sealed class InitializerContractTests
{
    private const int FanIn = 30, FanOut = 20;
    private const double Glorot = 2.0 / (FanIn + FanOut), Kaiming = 2.0 / FanIn;

    /// <summary>Each with the mean and variance of its values, and the bound they keep to.</summary>
    private static readonly IReadOnlyList<(Initializer Initializer, string Printed, double Mean, double Variance, double Bound)> All =
    [
        (GlorotUniform, "GlorotUniform", 0, Glorot, Math.Sqrt(3 * Glorot)),
        (GlorotNormal, "GlorotNormal", 0, Glorot, double.PositiveInfinity),
        (KaimingUniform, "KaimingUniform", 0, Kaiming, Math.Sqrt(3 * Kaiming)),
        (KaimingNormal, "KaimingNormal", 0, Kaiming, double.PositiveInfinity),
        (Normal(), "Normal(deviation: 1)", 0, 1, double.PositiveInfinity),
        (Normal(0.2), "Normal(deviation: 0.2)", 0, 0.04, double.PositiveInfinity),
        (Zeros, "Zeros", 0, 0, 0),
        (Ones, "Ones", 1, 0, 1),
    ];

    private static IEnumerable<object[]> Rows => Enumerable.Range(0, All.Count).Select(row => new object[] { row });

    [TestMethod]
    public void Every_initialiser_is_in_the_list()
    {
        var listed = All.Select(row => row.Initializer.GetType()).ToHashSet();
        foreach (Type type in typeof(Initializer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Initializer))))
            Assert.Contains(type, listed, $"{type.Name} has no row.");
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Is_printed_as_it_is_written_and_reads_back(int row)
    {
        Assert.AreEqual(All[row].Printed, All[row].Initializer.ToString());
        Assert.AreEqual(All[row].Initializer, Parse(All[row].Printed));
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Has_the_mean_variance_and_bound_of_its_formula(int row)
    {
        (Initializer initializer, _, double mean, double variance, double bound) = All[row];
        float[] values = Fill(initializer, seed: 1, count: 100_001);
        Assert.AreEqual(mean, values.Average(), 5 * Math.Sqrt(variance / values.Length));
        Assert.AreEqual(variance, values.Average(value => Math.Pow(value - mean, 2)), 0.02 * variance);
        Assert.IsTrue(values.All(value => Math.Abs(value) <= bound + 1e-7));
        if (variance > 0)
            Assert.AreEqual(double.IsFinite(bound) ? 0.577 : 0.683, values.Count(v => v * v < variance) / 100_001.0, 0.01, "the share within one deviation");
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Follows_from_the_seed(int row)
    {
        (Initializer initializer, _, _, double variance, _) = All[row];
        CollectionAssert.AreEqual(Fill(initializer, 1, 101), Fill(initializer, 1, 101));
        if (variance > 0)
            CollectionAssert.AreNotEqual(Fill(initializer, 1, 101), Fill(initializer, 2, 101));
    }

    private static float[] Fill(Initializer initializer, int seed, int count)
    {
        var values = new float[count];
        Array.Fill(values, 7);
        initializer.Fill(values, new Shape(count), FanIn, FanOut, new Random(seed));
        return values;
    }
}
