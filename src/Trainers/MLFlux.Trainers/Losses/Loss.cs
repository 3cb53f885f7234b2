using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>What training makes small. Make one with <see cref="Losses"/>.</summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
public abstract record Loss
{
    /// <summary>1 and the least number that is added before a logarithm, for formulas of tensors.</summary>
    private protected static readonly Number One = 1, Epsilon = Losses.Epsilon;

    private protected Loss()
    {
    }

    /// <summary>
    /// Whether <see cref="Compute"/> takes raw scores and brings the softmax or sigmoid itself. A trainer then leaves out the
    /// network's final softmax or sigmoid while training, which is the same function computed without overflow.
    /// </summary>
    public abstract bool TakesLogits { get; }

    /// <summary>Whether <see cref="Compute"/> takes classes by their index; a trainer gives other losses one-hot rows.</summary>
    internal virtual bool TakesClassIndexes => false;

    /// <summary>
    /// Whether <see cref="Compute"/> takes probabilities: a trainer then always puts the task's softmax or sigmoid before it.
    /// </summary>
    internal virtual bool TakesProbabilities => false;

    /// <summary>Whether a row's loss is over several classes that exclude each other, which one number for yes or no is not.</summary>
    internal virtual bool IsOverClasses => false;

    /// <summary>
    /// Whether <see cref="Compute"/> takes 1 for yes and −1 for no; a trainer and a live network make these of their 1 and 0.
    /// </summary>
    internal virtual bool TakesSigns => false;

    /// <summary>Whether <see cref="Compute"/> takes sequences of classes, which no label of a trainer is.</summary>
    internal virtual bool TakesSequences => false;

    /// <summary>Whether <see cref="Compute"/> orders the rows of groups, which only a ranking has.</summary>
    internal virtual bool TakesGroups => false;

    /// <summary>Whether the formula asks for a regression's label in its own unit, not standardised.</summary>
    internal virtual bool TakesLabelUnit => false;

    /// <summary>Whether a regression's label is scaled by its median and the distances from it, not by mean and deviation.</summary>
    internal virtual bool TakesRobustScale => false;

    /// <summary>Whether the loss of a batch is the weighted mean of its rows' losses, so that shares of it add up.</summary>
    internal virtual bool IsMeanOverRows => true;

    /// <summary>The mean loss of a batch, as a scalar tensor to differentiate.</summary>
    /// <param name="output">What the network gave: [rows, width].</param>
    /// <param name="target">
    /// What it should have given: [rows, width] of the output's type, or, for losses over classes, the index of the class,
    /// [rows] of int64.
    /// </param>
    /// <param name="weight">The weight of each row, [rows], or null for 1 each. The mean is weighted: Σ wᵢ lᵢ / Σ wᵢ.</param>
    /// <exception cref="ArgumentException">The shapes do not match; nothing is broadcast in silence.</exception>
    public abstract Tensor Compute(Tensor output, Tensor target, Tensor? weight = null);

    /// <summary>The loss as it is written in code: <c>CrossEntropy()</c>.</summary>
    public abstract override string ToString();

    /// <summary>The weighted mean of the losses of the rows: Σ wᵢ lᵢ / Σ wᵢ.</summary>
    private protected Tensor WeightedMean(Tensor losses, Tensor weight)
    {
        if (!weight.shape.AsSpan().SequenceEqual(losses.shape))
            throw new ArgumentException($"{this} takes one weight a row, {Describe(losses)}; got {Describe(weight)}.", nameof(weight));
        using Tensor weighted = losses * weight;
        using Tensor sum = weighted.sum();
        using Tensor weights = weight.sum();
        return sum / weights;
    }

    /// <summary>A tensor's type and shape, for a message.</summary>
    private protected static string Describe(Tensor tensor) => $"{tensor.dtype} [{string.Join(", ", tensor.shape)}]";
}
