using MLFlux.Seeds;

namespace MLFlux;

/// <summary>See <see cref="Initializers.LecunNormal"/>.</summary>
internal sealed record LecunNormalInitializer : Initializer
{
    internal override void Fill(Span<float> values, Shape shape, int fanIn, int fanOut, Random random) =>
        Distributions.Normal(values, deviation: Math.Sqrt(1.0 / fanIn), random);

    public override string ToString() => "LecunNormal";
}
