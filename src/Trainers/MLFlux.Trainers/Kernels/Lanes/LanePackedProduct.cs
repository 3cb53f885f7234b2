using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLFlux.Kernels;

/// <summary>
/// The sums of <see cref="LaneProduct{TVector, TLanes}.RunFours"/>, to the bit, for many filters. Some channels are gone through at a time:
/// what a group of places takes of them is copied beside each other once, for all filters. It stays in the first cache however far channels
/// lie apart, and their weights in the second.
/// </summary>
internal sealed class LanePackedProduct<TVector, TLanes>
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    /// <summary>The places of a group.</summary>
    private const int Places = 3;

    /// <summary>With fewer filters the copies cost more than they gain.</summary>
    private const int LeastFilters = 32;

    /// <summary>With more taps the values of channels lie beside each other in the caches as they are.</summary>
    private const int MostTaps = 2;

    /// <summary>So many weights stay in the second cache as they are.</summary>
    private const int MostWeights = 1 << 17;

    /// <summary>How many products of a place are copied at a time, at the least one channel's: with the widest vectors, 27 KB.</summary>
    private const int MostProducts = 144;

    private readonly TapTable _table;
    private readonly LanePlanes _from;
    private readonly LanePlanes _to;
    private readonly PackedTaps[] _taps; // Of each group.
    private readonly int _channels; // At a time.
    private readonly int _ofChannel; // From a channel's weights to the next one's.

    /// <param name="table">The groups of three places, and their taps.</param>
    /// <param name="from">How the sources lie.</param>
    /// <param name="to">How the sums lie.</param>
    /// <param name="taps">The taps of a channel.</param>
    public LanePackedProduct(TapTable table, LanePlanes from, LanePlanes to, int taps)
    {
        (_table, _from, _to, _ofChannel) = (table, from, to, 4 * taps);
        int parts = (from.Channels * taps + MostProducts - 1) / MostProducts;
        _channels = Math.Max(1, (from.Channels + parts - 1) / parts);
        var lists = new Dictionary<Tap[], PackedTaps>(); // Groups share their lists.
        foreach (Tap[] list in table.Taps)
            lists.TryAdd(list, PackedTaps.Of(list, _channels, from.ChannelStride, _ofChannel));
        _taps = [.. table.Taps.Select(list => lists[list])];
    }

    /// <summary>
    /// Whether a convolution is sooner done so: a channel has few taps, so that its places lie far from the next one's, or there are more
    /// weights than the second cache holds.
    /// </summary>
    /// <param name="filters">How many filters there are.</param>
    /// <param name="channels">What each sum runs over.</param>
    /// <param name="taps">The taps of a channel.</param>
    public static bool IsFor(int filters, int channels, int taps) =>
        filters >= LeastFilters && (taps <= MostTaps || (long)filters * channels * taps > MostWeights);

    /// <param name="source">The values of the block.</param>
    /// <param name="weights">[tiles, channels, taps, 4].</param>
    /// <param name="bias">What the sums begin with, [tiles, 4].</param>
    /// <param name="target">Takes the sums.</param>
    /// <param name="least">What stands in place of smaller sums: 0 for ReLU.</param>
    public void Run(ref float source, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, ref float target, float least)
    {
        ref float packed = ref LaneScratch.Take(_channels * (_ofChannel / 4) * Places * TLanes.Count);
        for (int channel = 0; channel < _from.Channels; channel += _channels)
        {
            int count = Math.Min(_channels, _from.Channels - channel);
            Run(
                ref Unsafe.Add(ref source, channel * _from.ChannelStride), count, weights[(channel * _ofChannel)..],
                channel == 0 ? bias : [], bias.Length / 4, ref target,
                channel + count == _from.Channels ? least : float.NegativeInfinity, ref packed);
        }
    }

    /// <summary>Adds some channels; with a bias, in place of what is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run(
        ref float source, int channels, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, int tiles, ref float target, float least,
        ref float packed)
    {
        int ofTile = _from.Channels * _ofChannel;
        nuint next = (nuint)_to.ChannelStride;
        TVector floor = TLanes.Broadcast(least);
        for (int group = 0; group < _taps.Length; group++)
        {
            PackedTaps taps = _taps[group];
            ReadOnlySpan<int> products = taps.Weights.AsSpan(0, channels * taps.OfChannel);
            Pack(ref source, taps.Sources.AsSpan(0, products.Length), _table.Sources.AsSpan(Places * group, Places), ref packed);
            nuint t0 = (nuint)_table.Targets[3 * group], t1 = (nuint)_table.Targets[(3 * group) + 1];
            nuint t2 = (nuint)_table.Targets[(3 * group) + 2];
            ref float weight = ref MemoryMarshal.GetReference(weights);
            ref float first = ref target;
            for (int tile = 0; tile < tiles; tile++)
            {
                TVector a0, a1, a2, b0, b1, b2, c0, c1, c2, d0, d1, d2;
                if (bias.IsEmpty)
                {
                    (a0, b0, c0, d0) = Load(ref first, t0, next);
                    (a1, b1, c1, d1) = Load(ref first, t1, next);
                    (a2, b2, c2, d2) = Load(ref first, t2, next);
                }
                else
                {
                    a0 = a1 = a2 = TLanes.Broadcast(bias[4 * tile]);
                    b0 = b1 = b2 = TLanes.Broadcast(bias[(4 * tile) + 1]);
                    c0 = c1 = c2 = TLanes.Broadcast(bias[(4 * tile) + 2]);
                    d0 = d1 = d2 = TLanes.Broadcast(bias[(4 * tile) + 3]);
                }

                ref float v = ref packed;
                foreach (int product in products)
                {
                    ref float w = ref Unsafe.Add(ref weight, product);
                    TVector v0 = TLanes.Load(ref v, 0), v1 = TLanes.Load(ref v, (nuint)TLanes.Count);
                    TVector v2 = TLanes.Load(ref v, (nuint)(2 * TLanes.Count));
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
                    v = ref Unsafe.Add(ref v, Places * TLanes.Count);
                }

                Store(a0, b0, c0, d0, floor, ref first, t0, next);
                Store(a1, b1, c1, d1, floor, ref first, t1, next);
                Store(a2, b2, c2, d2, floor, ref first, t2, next);
                weight = ref Unsafe.Add(ref weight, ofTile);
                first = ref Unsafe.Add(ref first, 4 * next);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pack(ref float source, ReadOnlySpan<int> products, ReadOnlySpan<int> places, ref float packed)
    {
        ref float s0 = ref Unsafe.Add(ref source, places[0]);
        ref float s1 = ref Unsafe.Add(ref source, places[1]);
        ref float s2 = ref Unsafe.Add(ref source, places[2]);
        foreach (int product in products)
        {
            TLanes.Store(TLanes.Load(ref s0, (nuint)(uint)product), ref packed, 0);
            TLanes.Store(TLanes.Load(ref s1, (nuint)(uint)product), ref packed, (nuint)TLanes.Count);
            TLanes.Store(TLanes.Load(ref s2, (nuint)(uint)product), ref packed, (nuint)(2 * TLanes.Count));
            packed = ref Unsafe.Add(ref packed, Places * TLanes.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TVector A, TVector B, TVector C, TVector D) Load(ref float target, nuint place, nuint next) => (
        TLanes.Load(ref target, place), TLanes.Load(ref target, place + next), TLanes.Load(ref target, place + (2 * next)),
        TLanes.Load(ref target, place + (3 * next)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector a, TVector b, TVector c, TVector d, TVector floor, ref float target, nuint place, nuint next)
    {
        TLanes.Store(TLanes.Max(a, floor), ref target, place);
        TLanes.Store(TLanes.Max(b, floor), ref target, place + next);
        TLanes.Store(TLanes.Max(c, floor), ref target, place + (2 * next));
        TLanes.Store(TLanes.Max(d, floor), ref target, place + (3 * next));
    }
}
