using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Takes a share of the indices for 0, the missing one, so that its vector learns. Owns the generator.</summary>
/// <param name="share">The probability with which an index becomes 0.</param>
/// <param name="padding">The index that stays, since it stands for nothing; null for none.</param>
/// <param name="generator">Decides which indices become 0.</param>
internal sealed class UnknownIndices(double share, int? padding, Generator generator) : IDisposable
{
    /// <summary>The indices of a batch, some of them 0. A NaN stays NaN.</summary>
    public Tensor Among(Tensor indices)
    {
        using Tensor kept = RandomMask.Like(indices, 1 - share, generator);
        if (padding is not int stays)
            return indices * kept;

        using Tensor isPadding = indices.Is(stays);
        using Tensor keptOrPadding = kept.Filled(isPadding, 1);
        return indices * keptOrPadding;
    }

    public void Dispose() => generator.Dispose();
}
