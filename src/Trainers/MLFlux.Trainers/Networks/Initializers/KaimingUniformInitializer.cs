using MLFlux.Seeds;

namespace MLFlux;

/// <summary>See <see cref="Initializers.KaimingUniform"/>.</summary>
internal sealed record KaimingUniformInitializer : Initializer
{
    internal override void Fill(Span<float> values, Shape shape, int fanIn, int fanOut, Random random) =>
        Distributions.Uniform(values, bound: Math.Sqrt(6.0 / fanIn), random);

    public override string ToString() => "KaimingUniform";
}
