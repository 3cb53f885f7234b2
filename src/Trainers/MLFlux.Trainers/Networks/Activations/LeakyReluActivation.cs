using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Activation.LeakyRelu"/>.</summary>
internal sealed record LeakyReluActivation : Activation
{
    public LeakyReluActivation(double slope) => Slope = ArgumentChecks.That(slope, slope >= 0, "at least 0");

    public double Slope { get; }

    public override double Evaluate(double x) => Math.Max(0, x) + (Slope * Math.Min(0, x));

    internal override Tensor Apply(Tensor x)
    {
        using (x)
            return x.LeakyRelu(Slope);
    }

    public override string ToString() => $"LeakyRelu({CodeText.Number(Slope)})";
}
