using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLFlux;

/// <summary>See <see cref="Losses.CrossEntropy"/>.</summary>
internal sealed record CrossEntropyLoss : Loss
{
    public override bool TakesLogits => true;

    internal override bool TakesClassIndexes => true;

    public override Tensor Compute(Tensor output, Tensor target, Tensor? weight = null)
    {
        bool isFit = output.dim() == 2 && (target.dim() == 1
            ? target.dtype == ScalarType.Int64 && target.size(0) == output.size(0)
            : target.dtype == output.dtype && target.shape.AsSpan().SequenceEqual(output.shape));
        if (!isFit)
        {
            throw new ArgumentException(
                $"{this} takes scores [rows, classes], and class indexes, Int64 [rows], or probabilities [rows, classes]; got {Describe(output)} and {Describe(target)}.",
                nameof(target));
        }

        if (weight is null)
            return functional.cross_entropy(output, target);
        using Tensor losses = functional.cross_entropy(output, target, reduction: Reduction.None);
        return WeightedMean(losses, weight);
    }

    public override string ToString() => "CrossEntropy()";
}
