using MLFlux.Construction;

namespace MLFlux;

/// <summary>
/// A learning rate of its own for a part of a network: <c>LayerRates = [new LayerRate("0", 0.1)]</c> lets the first layer of a chain learn
/// at a tenth of the rate.
/// </summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
public sealed record LayerRate
{
    /// <summary>Names the part and its rate.</summary>
    /// <param name="name">A weight, or the beginning of the names of several up to a dot, as in <see cref="FrozenLayer"/>.</param>
    /// <param name="factor">What the learning rate is multiplied by for it, greater than 0.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not greater than 0, or not finite.</exception>
    public LayerRate(string name, double factor)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Factor = ArgumentChecks.That(factor, factor > 0, "greater than 0");
    }

    /// <summary>The name, or the beginning of the names, of its weights.</summary>
    public string Name { get; }

    /// <summary>What the learning rate is multiplied by.</summary>
    public double Factor { get; }

    /// <summary>As it is written in code.</summary>
    internal string ToCode() => $"new LayerRate({CodeText.Text(Name)}, {CodeText.Number(Factor)})";

    /// <summary>The factor of a weight: that of the longest name that covers it, or 1.</summary>
    internal static double Of(string weight, IReadOnlyList<LayerRate> rates) =>
        rates.Where(rate => FrozenLayer.Covers(rate.Name, weight)).MaxBy(rate => rate.Name.Length)?.Factor ?? 1;
}
