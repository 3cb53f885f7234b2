using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>
/// A share of a batch whose other shares are computed at the same time, by other threads or processes: what a network needs of the whole
/// batch in the middle of its pass is summed over all of them.
/// </summary>
/// <param name="sum">
/// Puts the sum over all shares in place of each one's values. All shares ask for the same sums in the same order.
/// </param>
/// <param name="merge">Likewise merges <see cref="ChannelMoments"/>.</param>
/// <param name="giveUp">Lets the other shares fail instead of waiting for this one for ever.</param>
internal sealed class BatchShare(BatchShare.Summing sum, BatchShare.Summing merge, Action giveUp)
{
    /// <summary>Puts what comes of the values of all shares in place of this one's.</summary>
    public delegate void Summing(Span<float> values);

    /// <summary>
    /// Whether the share has no row of the batch, and takes part with a row that does not count, so that the others get their sums.
    /// </summary>
    public bool IsEmpty { get; set; }

    /// <summary>The sum over all shares.</summary>
    public Tensor Sum(Tensor values)
    {
        Tensor total = values.detach().cpu().contiguous().clone();
        sum(MemoryMarshal.Cast<byte, float>(total.bytes));
        return total.to(values.device);
    }

    /// <summary>Puts the sum over all shares in place of this one's values.</summary>
    public void Sum(Span<float> values) => sum(values);

    /// <summary>Puts the moments over all shares in place of this one's.</summary>
    public void Merge(Span<ChannelMoments> moments) => merge(MemoryMarshal.Cast<ChannelMoments, float>(moments));

    /// <summary>Lets the other shares fail.</summary>
    public void GiveUp() => giveUp();
}
