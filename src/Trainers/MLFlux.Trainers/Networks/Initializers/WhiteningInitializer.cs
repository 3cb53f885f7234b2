using MLFlux.Construction;

namespace MLFlux;

/// <summary>See <see cref="Initializers.Whitening"/>.</summary>
internal sealed record WhiteningInitializer : Initializer
{
    public WhiteningInitializer(double epsilon) => Epsilon = ArgumentChecks.That(epsilon, epsilon > 0, "greater than 0");

    public double Epsilon { get; }

    internal override bool LearnsFromRows => true;

    internal override void Fill(Span<float> values, Shape shape, int fanIn, int fanOut, Random random) =>
        Initializers.Orthogonal().Fill(values, shape, fanIn, fanOut, random);

    public override string ToString() =>
        Epsilon == Initializers.WhiteningEpsilon ? "Whitening()" : $"Whitening({CodeText.Number(Epsilon)})";
}
