using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// A function applied to each value a layer gives out. Import with <c>using static MLFlux.Activation;</c> and write
/// <c>Dense(128, Relu)</c>.
/// </summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
public abstract partial record Activation
{
    private protected Activation()
    {
    }

    /// <summary>The function, on a tensor of any shape.</summary>
    internal abstract Tensor Apply(Tensor x);

    /// <summary>The same function of one number in double precision, for tests and plots, and its source in one formula.</summary>
    public abstract double Evaluate(double x);

    /// <summary>The activation as it is written in code: <c>LeakyRelu(0.2)</c>.</summary>
    public abstract override string ToString();
}
