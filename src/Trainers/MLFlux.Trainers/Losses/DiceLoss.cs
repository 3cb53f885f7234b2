using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Losses.Dice"/>.</summary>
internal sealed record DiceLoss : OverlapLoss
{
    public DiceLoss(double smooth) => Smooth = ArgumentChecks.That(smooth, smooth > 0, "greater than 0");

    public double Smooth { get; }

    protected override Tensor Formula(Tensor output, Tensor target, Tensor? shares) =>
        One - (((Sum(output * target, shares) * (Number)2) + (Number)Smooth)
            / (Sum(target.Squared(), shares).Plus(Sum(output.Squared(), shares)) + (Number)Smooth));

    public override string ToString() => $"Dice({CodeText.Number(Smooth)})";
}
