using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLFlux;

/// <summary>A loss that compares each value with its own target; the loss of a row is the mean of its values.</summary>
internal abstract record ElementwiseLoss : Loss
{
    public sealed override Tensor Compute(Tensor output, Tensor target, Tensor? weight = null)
    {
        // libtorch would broadcast [rows, 1] against [rows] to [rows, rows], and train towards the mean.
        if (!output.shape.AsSpan().SequenceEqual(target.shape) || output.dtype != target.dtype)
        {
            throw new ArgumentException(
                $"{this} takes output and target of one type and shape; got {Describe(output)} and {Describe(target)}. Convert or reshape "
                + "the target.",
                nameof(target));
        }

        if (weight is null)
            return Compare(output, target, Reduction.Mean);
        using Tensor losses = Compare(output, target, Reduction.None);
        using Tensor rows = losses.view(losses.size(0), -1);
        using Tensor means = rows.mean([1]);
        return WeightedMean(means, weight);
    }

    /// <summary>The loss of each value, or the mean of all.</summary>
    protected abstract Tensor Compare(Tensor output, Tensor target, Reduction reduction);
}
