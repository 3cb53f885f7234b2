namespace MLFlux;

/// <summary>What the first values of a layer's weights are drawn from. Make one with <see cref="Initializers"/>.</summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
public abstract record Initializer
{
    private protected Initializer()
    {
    }

    /// <summary>Fills <paramref name="values"/> (row by row) from <paramref name="random"/>.</summary>
    /// <param name="values">The parameter's values, in its own order.</param>
    /// <param name="shape">The parameter's shape.</param>
    /// <param name="fanIn">How many inputs reach one output.</param>
    /// <param name="fanOut">How many outputs one input reaches.</param>
    /// <param name="random">The seeded source; the same seed gives the same values on every machine.</param>
    internal abstract void Fill(Span<float> values, Shape shape, int fanIn, int fanOut, Random random);

    /// <summary>Whether training rows give the values, before the first epoch; <see cref="Fill"/> gives those without any rows.</summary>
    internal virtual bool LearnsFromRows => false;

    /// <summary>The initialiser as it is written in code: <c>GlorotUniform</c>.</summary>
    public abstract override string ToString();
}
