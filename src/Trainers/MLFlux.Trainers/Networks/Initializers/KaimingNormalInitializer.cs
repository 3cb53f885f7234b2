using MLFlux.Seeds;

namespace MLFlux;

/// <summary>See <see cref="Initializers.KaimingNormal"/>.</summary>
internal sealed record KaimingNormalInitializer : Initializer
{
    internal override void Fill(Span<float> values, Shape shape, int fanIn, int fanOut, Random random) =>
        Distributions.Normal(values, deviation: Math.Sqrt(2.0 / fanIn), random);

    public override string ToString() => "KaimingNormal";
}
