using MLFlux.Networks;
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

    private static readonly TextRegistry<Activation> Registry = new("an activation", new Dictionary<string, Func<CallText, Activation>>
    {
        ["Gelu"] = _ => Gelu,
        ["Identity"] = _ => Identity,
        ["LeakyRelu"] = call => LeakyRelu(call.Number("slope", 0, LeakySlope)),
        ["Relu"] = _ => Relu,
        ["Sigmoid"] = _ => Sigmoid,
        ["Softplus"] = _ => Softplus,
        ["Swish"] = _ => Swish,
        ["Tanh"] = _ => Tanh,
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
