using MLFlux.Networks;

namespace MLFlux;

/// <summary>The initialisers of MLFlux, by the names they are written with.</summary>
/// <remarks>Below, n is how many inputs reach one output of a layer, m how many outputs one input reaches.</remarks>
public static class Initializers
{
    /// <summary>Uniform between ±√(6 / (n + m)). Source: Glorot and Bengio, 2010. The default of layers, as in Flux and Keras.</summary>
    public static Initializer GlorotUniform { get; } = new GlorotUniformInitializer();

    /// <summary>Normal around 0 with standard deviation √(2 / (n + m)). Source: Glorot and Bengio, 2010.</summary>
    public static Initializer GlorotNormal { get; } = new GlorotNormalInitializer();

    /// <summary>Uniform between ±√(6 / n), meant for Relu. Source: He et al., 2015.</summary>
    public static Initializer KaimingUniform { get; } = new KaimingUniformInitializer();

    /// <summary>Normal around 0 with standard deviation √(2 / n), meant for Relu. Source: He et al., 2015.</summary>
    public static Initializer KaimingNormal { get; } = new KaimingNormalInitializer();

    /// <summary>All zeros.</summary>
    public static Initializer Zeros { get; } = new ZerosInitializer();

    /// <summary>All ones.</summary>
    public static Initializer Ones { get; } = new OnesInitializer();

    private static readonly TextRegistry<Initializer> Registry = new("an initialiser", new Dictionary<string, Func<CallText, Initializer>>
    {
        ["GlorotNormal"] = _ => GlorotNormal,
        ["GlorotUniform"] = _ => GlorotUniform,
        ["KaimingNormal"] = _ => KaimingNormal,
        ["KaimingUniform"] = _ => KaimingUniform,
        ["Normal"] = call => Normal(call.Number("deviation", 0, absent: 1)),
        ["Ones"] = _ => Ones,
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
