using MLFlux.Construction;
using MLFlux.Seeds;

namespace MLFlux;

/// <summary>See <see cref="Initializers.Normal"/>.</summary>
internal sealed record NormalInitializer : Initializer
{
    public NormalInitializer(double deviation) => Deviation = ArgumentChecks.That(deviation, deviation > 0, "greater than 0");

    public double Deviation { get; }

    internal override void Fill(Span<float> values, Shape shape, int fanIn, int fanOut, Random random) =>
        Distributions.Normal(values, Deviation, random);

    public override string ToString() => new CallWriter("Normal").Add("deviation", Deviation).ToString();
}
