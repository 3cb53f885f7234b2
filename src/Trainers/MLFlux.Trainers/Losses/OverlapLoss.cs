using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// A loss that measures how far outputs and targets overlap, over all values of a batch at once. Row weights scale what a
/// row adds; only their proportions count.
/// </summary>
internal abstract record OverlapLoss : Loss
{
    public sealed override bool TakesLogits => false;

    internal sealed override bool TakesProbabilities => true;

    internal sealed override bool IsMeanOverRows => false;

    public sealed override Tensor Compute(Tensor output, Tensor target, Tensor? weight = null)
    {
        if (!output.shape.AsSpan().SequenceEqual(target.shape) || output.dtype != target.dtype)
        {
            throw new ArgumentException(
                $"{this} takes output and target of one type and shape; got {Describe(output)} and {Describe(target)}. Convert or reshape "
                + "the target.",
                nameof(target));
        }

        using DisposeScope scope = NewDisposeScope();
        return Formula(output, target, Shares(output, weight)).MoveToOuterDisposeScope();
    }

    /// <summary>The loss of the batch, computed in a dispose scope.</summary>
    /// <param name="output">Probabilities, of any shape.</param>
    /// <param name="target">0, 1 or between, of the same shape.</param>
    /// <param name="shares">The weight of each row, 1 in the mean, shaped to multiply; null for 1 each.</param>
    protected abstract Tensor Formula(Tensor output, Tensor target, Tensor? shares);

    /// <summary>The sum of all values, each times its row's share.</summary>
    protected static Tensor Sum(Tensor values, Tensor? shares) => shares is null ? values.sum() : (values * shares).sum();

    private Tensor? Shares(Tensor output, Tensor? weight)
    {
        if (weight is null)
            return null;
        if (weight.dim() != 1 || weight.size(0) != output.size(0))
            throw new ArgumentException($"{this} takes one weight a row, [{output.size(0)}]; got {Describe(weight)}.", nameof(weight));

        long[] shape = [weight.size(0), .. Enumerable.Repeat(1L, (int)output.dim() - 1)];
        return (weight / weight.mean()).view(shape);
    }
}
