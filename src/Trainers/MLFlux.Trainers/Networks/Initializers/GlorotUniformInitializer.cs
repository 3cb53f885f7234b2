using MLFlux.Seeds;

namespace MLFlux;

/// <summary>See <see cref="Initializers.GlorotUniform"/>.</summary>
internal sealed record GlorotUniformInitializer : Initializer
{
    internal override void Fill(Span<float> values, Shape shape, int fanIn, int fanOut, Random random) =>
        Distributions.Uniform(values, bound: Math.Sqrt(6.0 / ((double)fanIn + fanOut)), random);

    public override string ToString() => "GlorotUniform";
}
