using MLFlux.Construction;
using MLFlux.Seeds;

namespace MLFlux;

/// <summary>See <see cref="Initializers.TruncatedNormal"/>.</summary>
internal sealed record TruncatedNormalInitializer : Initializer
{
    public TruncatedNormalInitializer(double mean, double deviation, double low, double high)
    {
        Mean = ArgumentChecks.That(mean, true, "a number");
        Deviation = ArgumentChecks.That(deviation, deviation > 0, "greater than 0");
        Low = ArgumentChecks.That(low, low <= mean, "at most the mean");
        High = ArgumentChecks.That(high, high >= mean && high > low, "at least the mean, and greater than low");
    }

    public double Mean { get; }

    public double Deviation { get; }

    public double Low { get; }

    public double High { get; }

    internal override void Fill(Span<float> values, Shape shape, int fanIn, int fanOut, Random random) =>
        Distributions.TruncatedNormal(values, Mean, Deviation, Low, High, random);

    public override string ToString() => new CallWriter("TruncatedNormal")
        .Add("mean", Mean).Add("deviation", Deviation).Add("low", Low).Add("high", High).ToString();
}
