using MLFlux.Construction;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLFlux;

/// <summary>See <see cref="Losses.CrossEntropy"/>.</summary>
internal sealed record CrossEntropyLoss : Loss
{
    public CrossEntropyLoss(double labelSmoothing) =>
        LabelSmoothing = ArgumentChecks.That(labelSmoothing, labelSmoothing is >= 0 and < 1, "from 0 to less than 1");

    public double LabelSmoothing { get; }

    public override bool TakesLogits => true;

    internal override bool TakesClassIndexes => true;

    internal override bool IsOverClasses => true;

    public override Tensor Compute(Tensor output, Tensor target, Tensor? weight = null)
    {
        bool isFit = output.dim() == 2 && (target.dim() == 1
            ? target.dtype == ScalarType.Int64 && target.size(0) == output.size(0)
            : target.dtype == output.dtype && target.shape.AsSpan().SequenceEqual(output.shape));
        if (!isFit)
        {
            throw new ArgumentException(
                $"{this} takes scores [rows, classes], and class indexes, Int64 [rows], or probabilities [rows, classes]; got "
                + $"{Describe(output)} and {Describe(target)}.",
                nameof(target));
        }

        if (weight is null)
            return functional.cross_entropy(output, target, label_smoothing: LabelSmoothing);
        using Tensor losses = functional.cross_entropy(output, target, reduction: Reduction.None, label_smoothing: LabelSmoothing);
        return WeightedMean(losses, weight);
    }

    public override string ToString() =>
        LabelSmoothing == 0 ? "CrossEntropy()" : $"CrossEntropy({CodeText.Number(LabelSmoothing)})";
}
