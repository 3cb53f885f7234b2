using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Losses.Dice"/>.</summary>
internal sealed record DiceLoss : OverlapLoss
{
    public DiceLoss(double smooth) => Smooth = ArgumentChecks.That(smooth, smooth > 0, "greater than 0");

    public double Smooth { get; }

    protected override Tensor Formula(Tensor output, Tensor target, Tensor? shares) =>
        1 - (((2 * Sum(output * target, shares)) + Smooth) / (Sum(target.square(), shares) + Sum(output.square(), shares) + Smooth));

    public override string ToString() => $"Dice({CodeText.Number(Smooth)})";
}
