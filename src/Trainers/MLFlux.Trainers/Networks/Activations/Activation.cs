using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// A function applied to each value a layer gives out. Import with <c>using static MLFlux.Activation;</c> and write
/// <c>Dense(128, Relu)</c>.
/// </summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
public abstract record Activation
{
    private const double LeakySlope = 0.01;
    private const double ExponentialAlpha = 1;
    private const double ShrinkThreshold = 0.5;

    private protected Activation()
    {
    }

    /// <summary>x itself.</summary>
    public static Activation Identity { get; } = new IdentityActivation();

    /// <summary>σ(x) = 1 / (1 + exp(−x)), from 0 to 1.</summary>
    public static Activation Sigmoid { get; } = new SigmoidActivation();

    /// <summary>tanh(x) = (exp(x) − exp(−x)) / (exp(x) + exp(−x)), from −1 to 1.</summary>
    public static Activation Tanh { get; } = new TanhActivation();

    /// <summary>max(0, x): the rectified linear unit.</summary>
    public static Activation Relu { get; } = new ReluActivation();

    /// <summary>
    /// x Φ(x), where Φ is the normal distribution function (Hendrycks and Gimpel, 2016). Exact, as PyTorch's default;
    /// Flux's <c>gelu</c> is an approximation by tanh, up to 5e-4 away.
    /// </summary>
    public static Activation Gelu { get; } = new GeluActivation();

    /// <summary>x σ(x), also called SiLU (Ramachandran et al., 2017).</summary>
    public static Activation Swish { get; } = new SwishActivation();

    /// <summary>ln(1 + exp(x)): a smooth <see cref="Relu"/>. Above 20 it is x, from which it then differs by less than 3e-9.</summary>
    public static Activation Softplus { get; } = new SoftplusActivation();

    /// <summary>max(0, x) + slope · min(0, x).</summary>
    /// <param name="slope">The slope below zero, at least 0. Flux and PyTorch have the same default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The slope is negative or not finite.</exception>
    public static Activation LeakyRelu(double slope = LeakySlope) => new LeakyReluActivation(slope);

    /// <summary>min(max(0, x), 6) (Krizhevsky, "Convolutional Deep Belief Networks on CIFAR-10", 2010).</summary>
    public static Activation Relu6 { get; } = new Relu6Activation();

    /// <summary>
    /// λ max(0, x) + λ α (exp(min(0, x)) − 1), λ = 1.0507…, α = 1.6732…, which keep mean 0 and variance 1 from layer to layer
    /// (Klambauer et al., "Self-Normalizing Neural Networks", 2017). Goes with <see cref="Initializers.LecunNormal"/>.
    /// </summary>
    public static Activation Selu { get; } = new SeluActivation();

    /// <summary>max(0, x) + α (exp(min(0, x)) − 1) (Clevert et al., 2016).</summary>
    /// <param name="alpha">α, greater than 0. Flux and PyTorch have the same default.</param>
    /// <exception cref="ArgumentOutOfRangeException">α is not greater than 0, or not finite.</exception>
    public static Activation Elu(double alpha = ExponentialAlpha) => new EluActivation(alpha);

    /// <summary>max(0, x) + α (exp(min(0, x) / α) − 1), whose slope is continuous for every α (Barron, 2017).</summary>
    /// <param name="alpha">α, greater than 0. Flux and PyTorch have the same default.</param>
    /// <exception cref="ArgumentOutOfRangeException">α is not greater than 0, or not finite.</exception>
    public static Activation Celu(double alpha = ExponentialAlpha) => new CeluActivation(alpha);

    /// <summary>
    /// min(max(0, (x + 3) / 6), 1): a <see cref="Sigmoid"/> of straight lines (Howard et al., "Searching for MobileNetV3", 2019).
    /// </summary>
    public static Activation HardSigmoid { get; } = new HardSigmoidActivation();

    /// <summary>x · min(max(0, (x + 3) / 6), 1): a <see cref="Swish"/> without exponentials (Howard et al., 2019).</summary>
    public static Activation HardSwish { get; } = new HardSwishActivation();

    /// <summary>min(max(−1, x), 1): a <see cref="Tanh"/> of straight lines.</summary>
    public static Activation HardTanh { get; } = new HardTanhActivation();

    /// <summary>ln σ(x) = −ln(1 + exp(−x)), below 0.</summary>
    public static Activation LogSigmoid { get; } = new LogSigmoidActivation();

    /// <summary>x tanh(ln(1 + exp(x))) (Misra, 2019).</summary>
    public static Activation Mish { get; } = new MishActivation();

    /// <summary>
    /// ½ (exp(x) − exp(−x)): x near 0, and far from it exponential on both sides. For the output of numbers over many powers of ten,
    /// with <see cref="Losses.RobustQuasiLikelihood"/>.
    /// </summary>
    public static Activation Sinh { get; } = new SinhActivation();

    /// <summary>max(0, x − λ) + min(0, x + λ): towards zero by λ, and zero within λ of it.</summary>
    /// <param name="threshold">λ, at least 0. Flux and PyTorch have the same default.</param>
    /// <exception cref="ArgumentOutOfRangeException">λ is negative or not finite.</exception>
    public static Activation SoftShrink(double threshold = ShrinkThreshold) => new SoftShrinkActivation(threshold);

    /// <summary>x / (1 + |x|), from −1 to 1.</summary>
    public static Activation Softsign { get; } = new SoftsignActivation();

    /// <summary>x − tanh(x).</summary>
    public static Activation TanhShrink { get; } = new TanhShrinkActivation();

    private static readonly TextRegistry<Activation> Registry = new("an activation", new Dictionary<string, Func<CallText, Activation>>
    {
        ["Celu"] = call => Celu(call.Number("alpha", 0, ExponentialAlpha)),
        ["Elu"] = call => Elu(call.Number("alpha", 0, ExponentialAlpha)),
        ["Gelu"] = _ => Gelu,
        ["HardSigmoid"] = _ => HardSigmoid,
        ["HardSwish"] = _ => HardSwish,
        ["HardTanh"] = _ => HardTanh,
        ["Identity"] = _ => Identity,
        ["LeakyRelu"] = call => LeakyRelu(call.Number("slope", 0, LeakySlope)),
        ["LogSigmoid"] = _ => LogSigmoid,
        ["Mish"] = _ => Mish,
        ["Relu"] = _ => Relu,
        ["Relu6"] = _ => Relu6,
        ["Selu"] = _ => Selu,
        ["Sigmoid"] = _ => Sigmoid,
        ["Sinh"] = _ => Sinh,
        ["SoftShrink"] = call => SoftShrink(call.Number("threshold", 0, ShrinkThreshold)),
        ["Softplus"] = _ => Softplus,
        ["Softsign"] = _ => Softsign,
        ["Swish"] = _ => Swish,
        ["Tanh"] = _ => Tanh,
        ["TanhShrink"] = _ => TanhShrink,
    });

    /// <summary>
    /// The function, on a tensor of any shape that the caller hands over: it is overwritten, or disposed. Only functions
    /// whose derivative follows from their value are computed in place, so that gradients stay right.
    /// </summary>
    internal abstract Tensor Apply(Tensor x);

    /// <summary>The same function of one number in double precision, for tests and plots, and its source in one formula.</summary>
    public abstract double Evaluate(double x);

    /// <summary>The activation as it is written in code: <c>LeakyRelu(0.2)</c>.</summary>
    public abstract override string ToString();

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The text names no activation, or a value outside its range.</exception>
    internal static Activation Parse(string text) => Registry.Parse(text);
}
