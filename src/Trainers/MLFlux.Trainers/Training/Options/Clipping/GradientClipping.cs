using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>What is done to gradients that are too large, before the optimizer follows them.</summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
public abstract record GradientClipping
{
    private protected GradientClipping()
    {
    }

    /// <summary>Each value of each gradient is kept between −c and c. Flux calls it <c>ClipGrad</c>.</summary>
    /// <param name="limit">c, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">c is not greater than 0, or not finite.</exception>
    public static GradientClipping ByValue(double limit) => new ValueClipping(ArgumentChecks.That(limit, limit > 0, "greater than 0"));

    /// <summary>
    /// Where the gradients of all weights together, taken as one vector, are longer than c, they are scaled to that length,
    /// so that the direction stays. Source: Pascanu, Mikolov and Bengio, 2013. Flux's <c>ClipNorm</c> does so by each array.
    /// </summary>
    /// <param name="limit">c, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">c is not greater than 0, or not finite.</exception>
    public static GradientClipping ByGlobalNorm(double limit) =>
        new GlobalNormClipping(ArgumentChecks.That(limit, limit > 0, "greater than 0"));

    /// <summary>Clips in place the gradients of all weights, which lie in one flat tensor. Called without gradient recording.</summary>
    internal abstract void Apply(Tensor gradients);

    /// <summary>The clipping as it is written in code: <c>ByGlobalNorm(1)</c>.</summary>
    public abstract override string ToString();
}
