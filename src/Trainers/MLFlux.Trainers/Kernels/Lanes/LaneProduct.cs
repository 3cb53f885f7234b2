using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLFlux.Kernels;

/// <summary>
/// Sums of weights times values over channels and taps, for a block of rows: a convolution, or the gradients of its inputs. Four filters
/// at three places, or three filters at four, are added up in registers.
/// </summary>
/// <remarks>Optimized at the first call: a first epoch is often the only one.</remarks>
internal static class LaneProduct<TVector, TLanes>
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    /// <param name="table">The groups of three places, and their taps.</param>
    /// <param name="source">The values of the block.</param>
    /// <param name="from">How they lie.</param>
    /// <param name="weights">[tiles, channels, taps, 4].</param>
    /// <param name="bias">What the sums begin with, [tiles, 4].</param>
    /// <param name="target">Takes the sums.</param>
    /// <param name="to">How they lie.</param>
    /// <param name="least">What stands in place of smaller sums: 0 for ReLU.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunFours(
        TapTable table, ref float source, LanePlanes from, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, ref float target,
        LanePlanes to, float least)
    {
        int tiles = bias.Length / 4, channels = from.Channels, stride = from.ChannelStride, ofChannel = weights.Length / (tiles * channels);
        nuint next = (nuint)to.ChannelStride;
        TVector floor = TLanes.Broadcast(least);
        for (int group = 0; group < table.Taps.Length; group++)
        {
            Tap[] taps = table.Taps[group];
            ref float s0 = ref Unsafe.Add(ref source, table.Sources[3 * group]);
            ref float s1 = ref Unsafe.Add(ref source, table.Sources[(3 * group) + 1]);
            ref float s2 = ref Unsafe.Add(ref source, table.Sources[(3 * group) + 2]);
            ref float weight = ref MemoryMarshal.GetReference(weights);
            for (int tile = 0; tile < tiles; tile++)
            {
                TVector a0 = TLanes.Broadcast(bias[4 * tile]), b0 = TLanes.Broadcast(bias[(4 * tile) + 1]);
                TVector c0 = TLanes.Broadcast(bias[(4 * tile) + 2]), d0 = TLanes.Broadcast(bias[(4 * tile) + 3]);
                TVector a1 = a0, a2 = a0, b1 = b0, b2 = b0, c1 = c0, c2 = c0, d1 = d0, d2 = d0;
                int channel = 0;
                for (int i = 0; i < channels; i++)
                {
                    foreach (Tap tap in taps)
                    {
                        nuint place = (nuint)(uint)(channel + tap.Source);
                        ref float w = ref Unsafe.Add(ref weight, tap.Weight);
                        TVector v0 = TLanes.Load(ref s0, place), v1 = TLanes.Load(ref s1, place), v2 = TLanes.Load(ref s2, place);
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

                    channel += stride;
                    weight = ref Unsafe.Add(ref weight, ofChannel);
                }

                ref float first = ref Unsafe.Add(ref target, (nuint)(4 * tile) * next);
                Store(a0, b0, c0, d0, floor, ref first, (nuint)table.Targets[3 * group], next);
                Store(a1, b1, c1, d1, floor, ref first, (nuint)table.Targets[(3 * group) + 1], next);
                Store(a2, b2, c2, d2, floor, ref first, (nuint)table.Targets[(3 * group) + 2], next);
            }
        }
    }

    /// <param name="table">The groups of four places, and their taps.</param>
    /// <param name="source">The values of the block.</param>
    /// <param name="from">How they lie.</param>
    /// <param name="weights">[tiles, channels, taps, 3].</param>
    /// <param name="bias">What the sums begin with, [tiles, 3].</param>
    /// <param name="target">Takes the sums.</param>
    /// <param name="to">How they lie.</param>
    /// <param name="least">What stands in place of smaller sums: 0 for ReLU.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunThrees(
        TapTable table, ref float source, LanePlanes from, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, ref float target,
        LanePlanes to, float least)
    {
        int tiles = bias.Length / 3, channels = from.Channels, stride = from.ChannelStride, ofChannel = weights.Length / (tiles * channels);
        nuint next = (nuint)to.ChannelStride;
        TVector floor = TLanes.Broadcast(least);
        for (int group = 0; group < table.Taps.Length; group++)
        {
            Tap[] taps = table.Taps[group];
            ref float s0 = ref Unsafe.Add(ref source, table.Sources[4 * group]);
            ref float s1 = ref Unsafe.Add(ref source, table.Sources[(4 * group) + 1]);
            ref float s2 = ref Unsafe.Add(ref source, table.Sources[(4 * group) + 2]);
            ref float s3 = ref Unsafe.Add(ref source, table.Sources[(4 * group) + 3]);
            ref float weight = ref MemoryMarshal.GetReference(weights);
            for (int tile = 0; tile < tiles; tile++)
            {
                TVector a0 = TLanes.Broadcast(bias[3 * tile]), b0 = TLanes.Broadcast(bias[(3 * tile) + 1]);
                TVector c0 = TLanes.Broadcast(bias[(3 * tile) + 2]);
                TVector a1 = a0, a2 = a0, a3 = a0, b1 = b0, b2 = b0, b3 = b0, c1 = c0, c2 = c0, c3 = c0;
                int channel = 0;
                for (int i = 0; i < channels; i++)
                {
                    foreach (Tap tap in taps)
                    {
                        nuint place = (nuint)(uint)(channel + tap.Source);
                        ref float w = ref Unsafe.Add(ref weight, tap.Weight);
                        TVector of0 = TLanes.Broadcast(w), of1 = TLanes.Broadcast(Unsafe.Add(ref w, 1));
                        TVector of2 = TLanes.Broadcast(Unsafe.Add(ref w, 2));
                        TVector v = TLanes.Load(ref s0, place);
                        a0 = TLanes.MultiplyAdd(v, of0, a0);
                        b0 = TLanes.MultiplyAdd(v, of1, b0);
                        c0 = TLanes.MultiplyAdd(v, of2, c0);
                        v = TLanes.Load(ref s1, place);
                        a1 = TLanes.MultiplyAdd(v, of0, a1);
                        b1 = TLanes.MultiplyAdd(v, of1, b1);
                        c1 = TLanes.MultiplyAdd(v, of2, c1);
                        v = TLanes.Load(ref s2, place);
                        a2 = TLanes.MultiplyAdd(v, of0, a2);
                        b2 = TLanes.MultiplyAdd(v, of1, b2);
                        c2 = TLanes.MultiplyAdd(v, of2, c2);
                        v = TLanes.Load(ref s3, place);
                        a3 = TLanes.MultiplyAdd(v, of0, a3);
                        b3 = TLanes.MultiplyAdd(v, of1, b3);
                        c3 = TLanes.MultiplyAdd(v, of2, c3);
                    }

                    channel += stride;
                    weight = ref Unsafe.Add(ref weight, ofChannel);
                }

                ref float first = ref Unsafe.Add(ref target, (nuint)(3 * tile) * next);
                Store(a0, b0, c0, floor, ref first, (nuint)table.Targets[4 * group], next);
                Store(a1, b1, c1, floor, ref first, (nuint)table.Targets[(4 * group) + 1], next);
                Store(a2, b2, c2, floor, ref first, (nuint)table.Targets[(4 * group) + 2], next);
                Store(a3, b3, c3, floor, ref first, (nuint)table.Targets[(4 * group) + 3], next);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector a, TVector b, TVector c, TVector d, TVector floor, ref float target, nuint place, nuint next)
    {
        Store(a, b, c, floor, ref target, place, next);
        TLanes.Store(TLanes.Max(d, floor), ref target, place + (3 * next));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector a, TVector b, TVector c, TVector floor, ref float target, nuint place, nuint next)
    {
        TLanes.Store(TLanes.Max(a, floor), ref target, place);
        TLanes.Store(TLanes.Max(b, floor), ref target, place + next);
        TLanes.Store(TLanes.Max(c, floor), ref target, place + (2 * next));
    }
}
