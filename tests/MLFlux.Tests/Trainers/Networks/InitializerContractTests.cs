using static MLFlux.Initializers;

namespace MLFlux.Tests.Construction;

/// <summary>What every initialiser keeps to. A new one is added to <see cref="All"/>.</summary>
[TestClass]
public sealed class InitializerContractTests
{
    private const int FanIn = 30, FanOut = 20, Count = 100_001;
    private const double Glorot = 2.0 / (FanIn + FanOut), Kaiming = 2.0 / FanIn;

    private const double OfUniform = 0.5774, OfNormal = 0.6827;

    /// <summary>Each with the mean and variance of its values, the bound they keep to, and the share within one deviation.</summary>
    private static readonly IReadOnlyList<(
        Initializer Initializer, string Printed, double Mean, double Variance, double Bound, double Share)> All =
    [
        (GlorotUniform, "GlorotUniform", 0, Glorot, Math.Sqrt(3 * Glorot), OfUniform),
        (GlorotNormal, "GlorotNormal", 0, Glorot, double.PositiveInfinity, OfNormal),
        (KaimingUniform, "KaimingUniform", 0, Kaiming, Math.Sqrt(3 * Kaiming), OfUniform),
        (KaimingNormal, "KaimingNormal", 0, Kaiming, double.PositiveInfinity, OfNormal),
        (LecunNormal, "LecunNormal", 0, 1.0 / FanIn, double.PositiveInfinity, OfNormal),
        (TruncatedNormal(), "TruncatedNormal(mean: 0, deviation: 1, low: -2, high: 2)", 0, 0.77374130, 2, 0.65054),
        (TruncatedNormal(1, 0.5, 1, 1.25), "TruncatedNormal(mean: 1, deviation: 0.5, low: 1, high: 1.25)", 1.12241813, 0.00516109, 1.25,
            0.57921),
        (Orthogonal(), "Orthogonal()", 0, 1.0 / Count, double.PositiveInfinity, OfNormal),
        (Orthogonal(2.5), "Orthogonal(2.5)", 0, 6.25 / Count, double.PositiveInfinity, OfNormal),
        (Normal(), "Normal(deviation: 1)", 0, 1, double.PositiveInfinity, OfNormal),
        (Normal(0.2), "Normal(deviation: 0.2)", 0, 0.04, double.PositiveInfinity, OfNormal),
        (Sparse(), "Sparse(sparsity: 0.9)", 0, 0.1 * 1e-4, double.PositiveInfinity, 0.92482),
        (Sparse(0.5, 2), "Sparse(sparsity: 0.5, deviation: 2)", 0, 2, double.PositiveInfinity, 0.76025),
        (IdentityMapping(), "IdentityMapping()", 0, 0, 0, 0),
        (IdentityMapping(-2), "IdentityMapping(-2)", 0, 0, 0, 0),
        (IdentityMapping(rest: KaimingUniform), "IdentityMapping(rest: KaimingUniform)", 0, 0, 0, 0),
        (IdentityMapping(2, Sparse(0.5, 2)), "IdentityMapping(2, rest: Sparse(sparsity: 0.5, deviation: 2))", 0, 0, 0, 0),
        (Whitening(), "Whitening()", 0, 1.0 / Count, double.PositiveInfinity, OfNormal), // Without rows.
        (Whitening(0.01), "Whitening(0.01)", 0, 1.0 / Count, double.PositiveInfinity, OfNormal),
        (Zeros, "Zeros", 0, 0, 0, 0),
        (Ones, "Ones", 1, 0, 1, 0),
        (RandomSigns, "RandomSigns", 0, 1, 1, 0),
    ];

    /// <summary>All of the list.</summary>
    internal static IEnumerable<Initializer> Listed => All.Select(row => row.Initializer);

    private static IEnumerable<object[]> Rows => Enumerable.Range(0, All.Count).Select(row => new object[] { row });

    [TestMethod]
    public void Every_initialiser_is_in_the_list()
    {
        var listed = All.Select(row => row.Initializer.GetType()).ToHashSet();

        // The weights of a file are no initialiser that anybody writes.
        foreach (Type type in typeof(Initializer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Initializer)) && type != typeof(MLFlux.Graphs.StoredInitializer)))
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
        (Initializer initializer, _, double mean, double variance, double bound, double share) = All[row];
        float[] values = Fill(initializer, seed: 1, count: Count);
        Assert.AreEqual(mean, values.Average(), 5 * Math.Sqrt(variance / values.Length));
        Assert.AreEqual(variance, values.Average(value => Math.Pow(value - mean, 2)), 0.02 * variance);
        Assert.IsTrue(values.All(value => Math.Abs(value) <= bound + 1e-7));
        if (variance > 0)
            Assert.AreEqual(share, values.Count(v => Math.Pow(v - mean, 2) < variance) / (double)Count, 0.01,
                "the share within one deviation");
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Follows_from_the_seed(int row)
    {
        (Initializer initializer, _, _, double variance, _, _) = All[row];
        CollectionAssert.AreEqual(Fill(initializer, 1, 101), Fill(initializer, 1, 101));
        if (variance > 0)
            CollectionAssert.AreNotEqual(Fill(initializer, 1, 101), Fill(initializer, 2, 101));
    }

    [TestMethod]
    [DataRow(7, 30)]
    [DataRow(30, 7)]
    [DataRow(12, 12)]
    public void Orthogonal_rows_or_columns_are_at_right_angles(int rows, int columns)
    {
        var values = new float[rows * columns];
        Orthogonal(2).Fill(values, new Shape(rows, columns), columns, rows, new Random(3));
        int count = Math.Min(rows, columns);
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                double product = rows <= columns
                    ? Enumerable.Range(0, columns).Sum(k => (double)values[(i * columns) + k] * values[(j * columns) + k])
                    : Enumerable.Range(0, rows).Sum(k => (double)values[(k * columns) + i] * values[(k * columns) + j]);
                Assert.AreEqual(i == j ? 4 : 0, product, 1e-5);
            }
        }
    }

    [TestMethod]
    [DataRow(0.5, 4)]
    [DataRow(0.3, 3)]
    [DataRow(0, 0)]
    [DataRow(1, 7)]
    public void Each_column_of_a_sparse_matrix_has_the_same_number_of_zeros(double sparsity, int zeros)
    {
        var values = new float[7 * 30];
        Sparse(sparsity, 1).Fill(values, new Shape(7, 5, 6), FanIn, FanOut, new Random(5));
        for (int column = 0; column < 30; column++)
            Assert.AreEqual(zeros, Enumerable.Range(0, 7).Count(row => values[(row * 30) + column] == 0));
    }

    [TestMethod]
    public void An_identity_mapping_passes_the_input_of_dense_layers_and_convolutions_on()
    {
        float[] x = [.. Enumerable.Range(0, 2 * 5 * 4).Select(i => i - 7.5f)];
        foreach (Extent kernel in (Extent[])[(3, 3), (2, 4), (1, 5)])
        {
            using var network = new LiveNetwork(Layers.Conv(kernel, 3, padding: Padding.Same, initializer: IdentityMapping(2)),
                new Shape(2, 5, 4));
            CollectionAssert.AreEqual(x.Select(value => 2 * value).Concat(new float[20]).ToArray(), network.Call(x));
        }

        using var narrow = new LiveNetwork(Layers.Dense(3, initializer: IdentityMapping()), new Shape(5));
        using var wide = new LiveNetwork(Layers.Dense(7, initializer: IdentityMapping()), new Shape(5));
        CollectionAssert.AreEqual(new float[] { 1, -2, 3 }, narrow.Call(1f, -2, 3, -4, 5));
        CollectionAssert.AreEqual(new float[] { 1, -2, 3, -4, 5, 0, 0 }, wide.Call(1f, -2, 3, -4, 5));
    }

    [TestMethod]
    [DataRow("Sparse(1.5)")]
    [DataRow("Sparse(sparsity: -0.1)")]
    [DataRow("Sparse(0.5, 0)")]
    [DataRow("IdentityMapping(NaN)")]
    [DataRow("TruncatedNormal(low: 1)")]
    [DataRow("TruncatedNormal(high: -1)")]
    [DataRow("TruncatedNormal(deviation: 0)")]
    [DataRow("TruncatedNormal(low: 0, high: 0)")]
    [DataRow("Orthogonal(0)")]
    [DataRow("Whitening(0)")]
    public void A_wrong_text_is_a_clear_error(string text) =>
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => Parse(text)).Message, "Must be");

    private static float[] Fill(Initializer initializer, int seed, int count)
    {
        var values = new float[count];
        Array.Fill(values, 7);
        initializer.Fill(values, new Shape(count), FanIn, FanOut, new Random(seed));
        return values;
    }
}
