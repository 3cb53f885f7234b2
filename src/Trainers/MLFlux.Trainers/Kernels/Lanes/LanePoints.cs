using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLFlux.Kernels;

/// <summary>
/// Sums of weights times values over channels alone, for a block of rows: a convolution of one tap is a dense product at each place. The
/// values of three places are copied side by side first, channel by channel: where a channel has a power of two of values, as the
/// channels of most images have, all channels of a place would take turns in the same few lines of the first cache.
/// </summary>
/// <remarks>Adds up in the order of <see cref="LaneProduct{TVector, TLanes}"/>, and so gives the same bits.</remarks>
internal static class LanePoints<TVector, TLanes>
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    private const int Places = 3, Filters = 4;

    [ThreadStatic]
    private static LaneMemory? s_copied;

    /// <param name="table">The groups of three places, each with one tap.</param>
    /// <param name="source">The values of the block.</param>
    /// <param name="from">How they lie.</param>
    /// <param name="weights">[tiles, channels, 4].</param>
    /// <param name="bias">What the sums begin with, [tiles, 4].</param>
    /// <param name="target">Takes the sums.</param>
    /// <param name="to">How they lie.</param>
    /// <param name="least">What stands in place of smaller sums: 0 for ReLU.</param>
    public static void RunFours(
        TapTable table, ref float source, LanePlanes from, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, ref float target,
        LanePlanes to, float least)
    {
        int size = from.Channels * Places * TLanes.Count, next = to.ChannelStride;
        if (s_copied is null || s_copied.Span.Length < size)
            s_copied = new LaneMemory(size);
        ref float copied = ref s_copied.First;
        for (int group = 0; group < table.Taps.Length; group++)
        {
            ReadOnlySpan<int> targets = table.Targets.AsSpan(Places * group, Places);
            Copy(ref source, table.Sources.AsSpan(Places * group, Places), from, ref copied);
            for (int filter = 0; filter < bias.Length; filter += Filters)
            {
                Run(
                    ref copied, weights.Slice(filter * from.Channels, Filters * from.Channels), bias.Slice(filter, Filters),
                    ref Unsafe.Add(ref target, filter * next), targets, next, least);
            }
        }
    }

    /// <summary>[channels, places, lanes] of the values at three places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy(ref float source, ReadOnlySpan<int> places, LanePlanes from, ref float copied)
    {
        nuint count = (nuint)TLanes.Count, stride = (nuint)from.ChannelStride, end = (nuint)from.Channels * Places * count;
        nuint p0 = (nuint)places[0], p1 = (nuint)places[1], p2 = (nuint)places[2];
        for (nuint i = 0, channel = 0; i < end; i += Places * count, channel += stride)
        {
            TLanes.Store(TLanes.Load(ref source, p0 + channel), ref copied, i);
            TLanes.Store(TLanes.Load(ref source, p1 + channel), ref copied, i + count);
            TLanes.Store(TLanes.Load(ref source, p2 + channel), ref copied, i + (2 * count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run(
        ref float copied, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, ref float target, ReadOnlySpan<int> targets, int next,
        float least)
    {
        TVector a0 = TLanes.Broadcast(bias[0]), b0 = TLanes.Broadcast(bias[1]);
        TVector c0 = TLanes.Broadcast(bias[2]), d0 = TLanes.Broadcast(bias[3]);
        TVector a1 = a0, a2 = a0, b1 = b0, b2 = b0, c1 = c0, c2 = c0, d1 = d0, d2 = d0;
        nuint place = 0, count = (nuint)TLanes.Count;
        ref float weight = ref MemoryMarshal.GetReference(weights);
        for (int i = 0; i < weights.Length; i += Filters, place += Places * count)
        {
            TVector v0 = TLanes.Load(ref copied, place), v1 = TLanes.Load(ref copied, place + count);
            TVector v2 = TLanes.Load(ref copied, place + (2 * count));
            ref float w = ref Unsafe.Add(ref weight, i);
            TVector of = TLanes.Broadcast(w);
            a0 = TLanes.MultiplyAdd(v0, of, a0);
            a1 = TLanes.MultiplyAdd(v1, of, a1);
            a2 = TLanes.MultiplyAdd(v2, of, a2);
            of = TLanes.Broadcast(Unsafe.Add(ref w, 1));
            b0 = TLanes.MultiplyAdd(v0, of, b0);
            b1 = TLanes.MultiplyAdd(v1, of, b1);
            b2 = TLanes.MultiplyAdd(v2, of, b2);
            of = TLanes.Broadcast(Unsafe.Add(ref w, 2));
            c0 = TLanes.MultiplyAdd(v0, of, c0);
            c1 = TLanes.MultiplyAdd(v1, of, c1);
            c2 = TLanes.MultiplyAdd(v2, of, c2);
            of = TLanes.Broadcast(Unsafe.Add(ref w, 3));
            d0 = TLanes.MultiplyAdd(v0, of, d0);
            d1 = TLanes.MultiplyAdd(v1, of, d1);
            d2 = TLanes.MultiplyAdd(v2, of, d2);
        }

        TVector floor = TLanes.Broadcast(least);
        ReadOnlySpan<TVector> sums = [a0, a1, a2, b0, b1, b2, c0, c1, c2, d0, d1, d2];
        for (int i = 0; i < sums.Length; i++)
            TLanes.Store(TLanes.Max(sums[i], floor), ref target, (nuint)((i / Places * next) + targets[i % Places]));
    }
}
