using MLFlux.Construction;

namespace MLFlux;

/// <summary>The initialisers of MLFlux, by the names they are written with.</summary>
/// <remarks>Below, n is how many inputs reach one output of a layer, m how many outputs one input reaches.</remarks>
public static class Initializers
{
    internal const double OrthogonalGain = 1, IdentityGain = 1, SparseDeviation = 0.01, WhiteningEpsilon = 5e-4;
    private const double SparsityDefault = 0.9;
    private const double TruncationMean = 0, TruncationDeviation = 1, TruncationLow = -2, TruncationHigh = 2;

    /// <summary>Uniform between ±√(6 / (n + m)). Source: Glorot and Bengio, 2010. The default of layers, as in Flux and Keras.</summary>
    public static Initializer GlorotUniform { get; } = new GlorotUniformInitializer();

    /// <summary>Normal around 0 with standard deviation √(2 / (n + m)). Source: Glorot and Bengio, 2010.</summary>
    public static Initializer GlorotNormal { get; } = new GlorotNormalInitializer();

    /// <summary>Uniform between ±√(6 / n), meant for Relu. Source: He et al., 2015.</summary>
    public static Initializer KaimingUniform { get; } = new KaimingUniformInitializer();

    /// <summary>Normal around 0 with standard deviation √(2 / n), meant for Relu. Source: He et al., 2015.</summary>
    public static Initializer KaimingNormal { get; } = new KaimingNormalInitializer();

    /// <summary>
    /// Normal around 0 with standard deviation √(1 / n), meant for <see cref="Activation.Selu"/>. Source: LeCun et al.,
    /// "Efficient BackProp", 1998. Flux cuts it off at ±2 besides, which hardly any value reaches.
    /// </summary>
    public static Initializer LecunNormal { get; } = new LecunNormalInitializer();

    /// <summary>Normal, but only what lies between two bounds.</summary>
    /// <param name="mean">The mean before it is cut, between the bounds.</param>
    /// <param name="deviation">The standard deviation before it is cut, greater than 0.</param>
    /// <param name="low">The lower bound.</param>
    /// <param name="high">The upper bound, greater than the lower.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static Initializer TruncatedNormal(
        double mean = TruncationMean, double deviation = TruncationDeviation, double low = TruncationLow, double high = TruncationHigh) =>
        new TruncatedNormalInitializer(mean, deviation, low, high);

    /// <summary>
    /// A matrix [outputs, everything else] of random rows (columns, where it is taller than wide) of length g at right
    /// angles to each other. Source: Saxe et al., "Exact solutions to the nonlinear dynamics of learning in deep linear
    /// neural networks", 2014.
    /// </summary>
    /// <param name="gain">g, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">g is not greater than 0, or not finite.</exception>
    public static Initializer Orthogonal(double gain = OrthogonalGain) => new OrthogonalInitializer(gain);

    /// <summary>
    /// Normal around 0, but the same share of zeros in each column of a matrix [outputs, everything else], at random places.
    /// Source: Martens, "Deep learning via Hessian-free optimization", 2010.
    /// </summary>
    /// <param name="sparsity">The share of zeros, from 0 to 1, rounded up to whole values of a column.</param>
    /// <param name="deviation">The standard deviation of the others, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static Initializer Sparse(double sparsity = SparsityDefault, double deviation = SparseDeviation) =>
        new SparseInitializer(sparsity, deviation);

    /// <summary>
    /// What passes a layer's input on: g on the diagonal of a matrix, g in the middle of a convolution's window from each
    /// channel to the filter of its number; zeros elsewhere, and in vectors, such as biases. Flux calls it identity_init,
    /// PyTorch eye and dirac.
    /// </summary>
    /// <param name="gain">g, any number.</param>
    /// <param name="rest">
    /// What the filters, or outputs, beyond the inputs begin as; <see cref="Zeros"/> by default. Zeros all learn the same: give a random
    /// one to a wider layer behind which nothing sets its outputs apart, such as <c>IdentityMapping(rest: KaimingUniform)</c>.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">g is not finite.</exception>
    /// <exception cref="ArgumentException"><paramref name="rest"/> learns from rows.</exception>
    public static Initializer IdentityMapping(double gain = IdentityGain, Initializer? rest = null) =>
        new IdentityMappingInitializer(gain, rest);

    /// <summary>
    /// Whitens what a convolution without groups, or a dense layer, takes: in the training rows, its outputs have mean 0, about
    /// variance 1, and nothing to do with each other. With V, Λ and μ the eigenvectors, eigenvalues and mean of the windows (of the
    /// inputs), the weight's rows are vᵢ / √(λᵢ + ε λ̄), from the greatest λ on, and the bias, where there is one, is −W μ. Filters
    /// beyond the n values of a window have the same with the other sign, for activations that cut negative values off; those beyond
    /// 2 n begin as in <see cref="Orthogonal"/>. Source: Page, "How to Train Your ResNet 8: Bag of Tricks", 2019; Jordan,
    /// "94% on CIFAR-10 in 3.29 Seconds on a Single GPU", 2024, which keeps such a layer frozen:
    /// <c>FrozenLayers = ["0"]</c>.
    /// </summary>
    /// <remarks>
    /// The rows are a seeded sample of those that are trained on, looked at before the first epoch; the layer learns on from there, unless
    /// it is frozen. A module that is built by hand, without rows, begins as in <see cref="Orthogonal"/>, and so does one whose rows are
    /// all the same.
    /// </remarks>
    /// <param name="epsilon">ε, greater than 0: what keeps directions in which there is little from being noise.</param>
    /// <exception cref="ArgumentOutOfRangeException">ε is not greater than 0.</exception>
    public static Initializer Whitening(double epsilon = WhiteningEpsilon) => new WhiteningInitializer(epsilon);

    /// <summary>All zeros.</summary>
    public static Initializer Zeros { get; } = new ZerosInitializer();

    /// <summary>All ones.</summary>
    public static Initializer Ones { get; } = new OnesInitializer();

    /// <summary>−1 or 1, each half of the time: what makes the members of <see cref="MembersLayer"/> differ.</summary>
    public static Initializer RandomSigns { get; } = new RandomSignsInitializer();

    private static readonly TextRegistry<Initializer> Registry = new("an initialiser", new Dictionary<string, Func<CallText, Initializer>>
    {
        ["GlorotNormal"] = _ => GlorotNormal,
        ["GlorotUniform"] = _ => GlorotUniform,
        ["IdentityMapping"] = call => IdentityMapping(
            call.Number("gain", 0, IdentityGain), call.Text("rest") is string rest ? Parse(rest) : null),
        ["KaimingNormal"] = _ => KaimingNormal,
        ["KaimingUniform"] = _ => KaimingUniform,
        ["LecunNormal"] = _ => LecunNormal,
        ["Normal"] = call => Normal(call.Number("deviation", 0, absent: 1)),
        ["Ones"] = _ => Ones,
        ["Orthogonal"] = call => Orthogonal(call.Number("gain", 0, OrthogonalGain)),
        ["RandomSigns"] = _ => RandomSigns,
        ["Sparse"] = call => Sparse(call.Number("sparsity", 0, SparsityDefault), call.Number("deviation", 1, SparseDeviation)),
        ["TruncatedNormal"] = call => TruncatedNormal(
            call.Number("mean", 0, TruncationMean), call.Number("deviation", 1, TruncationDeviation),
            call.Number("low", 2, TruncationLow), call.Number("high", 3, TruncationHigh)),
        ["Whitening"] = call => Whitening(call.Number("epsilon", 0, WhiteningEpsilon)),
        ["Zeros"] = _ => Zeros,
    });

    /// <summary>Normal around 0, whatever the sizes. The default of embeddings, as in Flux and PyTorch.</summary>
    /// <param name="deviation">The standard deviation, greater than 0; 1 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is not greater than 0.</exception>
    public static Initializer Normal(double deviation = 1) => new NormalInitializer(deviation);

    /// <summary>Reads what <see cref="Initializer.ToString"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The text names no initialiser.</exception>
    internal static Initializer Parse(string text) => Registry.Parse(text);
}
