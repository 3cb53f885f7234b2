using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Losses.SiameseContrastive"/>.</summary>
internal sealed record SiameseContrastiveLoss : ComposedLoss
{
    public SiameseContrastiveLoss(double margin) => Margin = ArgumentChecks.That(margin, margin > 0, "greater than 0");

    public double Margin { get; }

    internal override bool TakesLabelUnit => true;

    protected override Tensor Formula(Tensor output, Tensor target) =>
        ((One - target) * output.Squared()).Plus(target * ((Number)Margin - output).relu().Squared());

    public override string ToString() => $"SiameseContrastive({CodeText.Number(Margin)})";
}
