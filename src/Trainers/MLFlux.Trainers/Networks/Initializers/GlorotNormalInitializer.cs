using MLFlux.Seeds;

namespace MLFlux;

/// <summary>See <see cref="Initializers.GlorotNormal"/>.</summary>
internal sealed record GlorotNormalInitializer : Initializer
{
    internal override void Fill(Span<float> values, Shape shape, int fanIn, int fanOut, Random random) =>
        Distributions.Normal(values, deviation: Math.Sqrt(2.0 / ((double)fanIn + fanOut)), random);

    public override string ToString() => "GlorotNormal";
}
