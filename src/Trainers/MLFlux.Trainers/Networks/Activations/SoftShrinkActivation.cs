using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Activation.SoftShrink"/>.</summary>
internal sealed record SoftShrinkActivation : Activation
{
    public SoftShrinkActivation(double threshold) => Threshold = ArgumentChecks.That(threshold, threshold >= 0, "at least 0");

    public double Threshold { get; }

    public override double Evaluate(double x) => Math.Max(0, x - Threshold) + Math.Min(0, x + Threshold);

    internal override Tensor Apply(Tensor x)
    {
        using (x)
            return nn.functional.softshrink(x, Threshold);
    }

    public override string ToString() => $"SoftShrink({CodeText.Number(Threshold)})";
}
