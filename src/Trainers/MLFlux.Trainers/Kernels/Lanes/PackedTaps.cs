namespace MLFlux.Kernels;

/// <summary>The products of a group of targets over some channels, one after another.</summary>
/// <param name="Sources">How far each source is from that of the first channel's first tap, in floats.</param>
/// <param name="Weights">How far its weights are from the first channel's first.</param>
/// <param name="OfChannel">How many of them a channel has.</param>
internal sealed record PackedTaps(int[] Sources, int[] Weights, int OfChannel)
{
    /// <summary>Those of taps over some channels.</summary>
    /// <param name="taps">The taps of a channel.</param>
    /// <param name="channels">How many channels there are.</param>
    /// <param name="sourceStride">From a channel's sources to the next one's.</param>
    /// <param name="weightStride">From a channel's weights to the next one's.</param>
    public static PackedTaps Of(Tap[] taps, int channels, int sourceStride, int weightStride)
    {
        IEnumerable<(int Channel, Tap Tap)> all = Enumerable.Range(0, channels).SelectMany(channel => taps.Select(tap => (channel, tap)));
        return new PackedTaps(
            [.. all.Select(one => (one.Channel * sourceStride) + one.Tap.Source)],
            [.. all.Select(one => (one.Channel * weightStride) + one.Tap.Weight)], taps.Length);
    }
}
