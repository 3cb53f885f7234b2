using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Losses.BinaryFocal"/>.</summary>
internal sealed record BinaryFocalLoss : ComposedLoss
{
    public BinaryFocalLoss(double gamma) => Gamma = ArgumentChecks.That(gamma, gamma >= 0, "at least 0");

    public double Gamma { get; }

    internal override bool TakesProbabilities => true;

    protected override Tensor Formula(Tensor output, Tensor target)
    {
        Tensor right = (output * target).Plus((One - output) * (One - target));
        return -(One - right + Epsilon).Power(Gamma) * (right + Epsilon).log();
    }

    public override string ToString() => $"BinaryFocal({CodeText.Number(Gamma)})";
}
