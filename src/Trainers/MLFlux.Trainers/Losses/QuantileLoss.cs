using MLFlux.Construction;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Losses.Quantile"/>.</summary>
internal sealed record QuantileLoss : Loss
{
    /// <exception cref="ArgumentException">The levels are none, out of range, out of order, or given twice.</exception>
    public QuantileLoss(IReadOnlyList<double> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        if (QuantileLevels.Fault(levels) is string fault)
            throw new ArgumentException($"{Print(levels)}: {fault}.", nameof(levels));
        Levels = [.. levels];
    }

    /// <summary>The quantiles that the outputs stand for, in ascending order.</summary>
    public IReadOnlyList<double> Levels { get; }

    public override bool TakesLogits => false;

    public override Tensor Compute(Tensor output, Tensor target, Tensor? weight = null)
    {
        if (output.dim() != 2 || output.size(1) != Levels.Count || target.dim() != 2 || target.size(0) != output.size(0)
            || (target.size(1) != 1 && target.size(1) != output.size(1)) || target.dtype != output.dtype)
        {
            throw new ArgumentException(
                $"{this} takes an output of [rows, {Levels.Count}], a value for each quantile, and a target of the same type, [rows, 1]; "
                + $"got {Describe(output)} and {Describe(target)}.",
                nameof(target));
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor levels = tensor(Levels.ToArray(), dtype: output.dtype, device: output.device);
        Tensor error = target.Plus(output, -1);
        Tensor losses = maximum(error * levels, error * (levels - One)).mean([1]);
        return (weight is null ? losses.mean() : WeightedMean(losses, weight)).MoveToOuterDisposeScope();
    }

    public bool Equals(QuantileLoss? other) => other is not null && Levels.SequenceEqual(other.Levels);

    public override int GetHashCode() => Levels.Aggregate(Levels.Count, HashCode.Combine);

    public override string ToString() => Print(Levels);

    private static string Print(IReadOnlyList<double> levels) => $"Quantile({string.Join(", ", levels.Select(CodeText.Number))})";
}
