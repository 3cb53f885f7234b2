using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// A loss over the classes of a row: takes a probability for each class, [rows, classes], from output and target alike. The
/// loss of a row is a sum over its classes.
/// </summary>
internal abstract record ClassProbabilityLoss : Loss
{
    public sealed override bool TakesLogits => false;

    internal sealed override bool TakesProbabilities => true;

    internal sealed override bool IsOverClasses => true;

    public sealed override Tensor Compute(Tensor output, Tensor target, Tensor? weight = null)
    {
        if (output.dim() != 2 || !output.shape.AsSpan().SequenceEqual(target.shape) || output.dtype != target.dtype)
        {
            throw new ArgumentException(
                $"{this} takes probabilities [rows, classes] from output and target; got {Describe(output)} and {Describe(target)}.",
                nameof(target));
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor losses = Formula(output, target).sum(1);
        return (weight is null ? losses.mean() : WeightedMean(losses, weight)).MoveToOuterDisposeScope();
    }

    /// <summary>What each class adds to the loss of its row, computed in a dispose scope.</summary>
    protected abstract Tensor Formula(Tensor output, Tensor target);
}
