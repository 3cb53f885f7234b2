using static TorchSharp.torch;

namespace MLFlux.Rows;

/// <summary>The tensors of one batch, borrowed from a <see cref="BatchBuffer"/>.</summary>
/// <param name="Features">[rows, ...input shape].</param>
/// <param name="Targets">Classes by index, or numbers.</param>
/// <param name="Weights">The weight of each row, or null where all weigh the same.</param>
/// <param name="TotalWeight">The sum of the weights; without weights, the number of rows.</param>
/// <param name="Mix">Second targets, where the examples are blends of two.</param>
internal readonly record struct Batch(Tensor Features, Tensor Targets, Tensor? Weights, double TotalWeight, TargetMix? Mix = null)
{
    /// <summary>Whether some targets may be NaN: nothing is learned from these.</summary>
    public bool HasMissing { get; init; }

    /// <summary>Of each row, whether its turn is odd in this epoch; null where no augmentation takes turns.</summary>
    public bool[]? OddTurns { get; init; }
}
