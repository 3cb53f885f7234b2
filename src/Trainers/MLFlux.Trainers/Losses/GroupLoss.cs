using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// A loss that orders the rows of a group, such as the answers to one query: the mean of the groups' losses. The weight of a group is the
/// mean of its rows' weights.
/// </summary>
/// <remarks>
/// Targets have two columns: how much a row is worth (its gain, at least 0), and the number of its group. Everything is computed on pairs
/// of all rows of a batch, of which those across groups count for nothing: no sorting, and no padding of groups to one length.
/// </remarks>
internal abstract record GroupLoss : Loss
{
    public sealed override bool TakesLogits => false;

    internal sealed override bool TakesGroups => true;

    internal sealed override bool IsMeanOverRows => false;

    public sealed override Tensor Compute(Tensor output, Tensor target, Tensor? weight = null)
    {
        if (output.dim() != 2 || target.dim() != 2 || output.size(1) != 1 || target.size(1) != 2 || output.size(0) != target.size(0)
            || output.dtype != target.dtype)
        {
            throw new ArgumentException(
                $"{this} takes outputs [rows, 1] and targets [rows, 2], the gain and the group of each row, of one type; got "
                + $"{Describe(output)} and {Describe(target)}.",
                nameof(target));
        }

        if (weight is not null && (weight.dim() != 1 || weight.size(0) != output.size(0)))
            throw new ArgumentException($"{this} takes one weight a row, [{output.size(0)}]; got {Describe(weight)}.", nameof(weight));

        using DisposeScope scope = NewDisposeScope();
        Tensor gains = target.select(1, 0), groups = target.select(1, 1);
        Tensor isSame = groups.unsqueeze(1).eq(groups.unsqueeze(0));
        Tensor same = isSame.to_type(output.dtype);
        Tensor sizes = same.sum(1);
        Tensor shares = weight is null ? ones_like(gains) : same.matmul(weight) / sizes;
        Tensor losses = OfRows(output.select(1, 0), gains, isSame, same);
        return ((losses * shares).sum() / (shares / sizes).sum()).MoveToOuterDisposeScope();
    }

    /// <summary>What each row adds to the loss of its group.</summary>
    /// <param name="scores">[rows].</param>
    /// <param name="gains">[rows].</param>
    /// <param name="isSame">Whether two rows are of one group, [rows, rows].</param>
    /// <param name="same">The same as 1 and 0.</param>
    private protected abstract Tensor OfRows(Tensor scores, Tensor gains, Tensor isSame, Tensor same);
}
