using MLFlux.Construction;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLFlux;

/// <summary>See <see cref="Losses.BinaryCrossEntropy"/>.</summary>
internal sealed record BinaryCrossEntropyLoss : ElementwiseLoss
{
    public BinaryCrossEntropyLoss(double labelSmoothing) =>
        LabelSmoothing = ArgumentChecks.That(labelSmoothing, labelSmoothing is >= 0 and < 1, "from 0 to less than 1");

    public double LabelSmoothing { get; }

    public override bool TakesLogits => true;

    protected override Tensor Compare(Tensor output, Tensor target, Reduction reduction)
    {
        if (LabelSmoothing == 0)
            return functional.binary_cross_entropy_with_logits(output, target, reduction: reduction);
        using Tensor scaled = target * (Number)(1 - LabelSmoothing);
        using Tensor smoothed = scaled.Shift(LabelSmoothing / 2);
        return functional.binary_cross_entropy_with_logits(output, smoothed, reduction: reduction);
    }

    public override string ToString() =>
        LabelSmoothing == 0 ? "BinaryCrossEntropy()" : $"BinaryCrossEntropy({CodeText.Number(LabelSmoothing)})";
}
