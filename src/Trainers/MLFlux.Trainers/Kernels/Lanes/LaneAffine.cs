using System.Runtime.CompilerServices;

namespace MLFlux.Kernels;

/// <summary>Multiplies the values of each channel and adds to them, for a block of rows side by side.</summary>
internal static class LaneAffine<TVector, TLanes>
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    /// <summary>y = (x − μ) a + b, or the least where that is less, for some channels.</summary>
    /// <param name="x">The values.</param>
    /// <param name="from">How they lie.</param>
    /// <param name="means">μ of each channel.</param>
    /// <param name="scales">a of each channel.</param>
    /// <param name="shifts">b of each channel.</param>
    /// <param name="y">Takes the results.</param>
    /// <param name="to">How they are to lie.</param>
    /// <param name="first">The first of the channels.</param>
    /// <param name="end">The one behind the last.</param>
    /// <param name="least">What stands in place of smaller results: 0 for ReLU.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        LaneMemory x, LanePlanes from, ReadOnlySpan<float> means, ReadOnlySpan<float> scales, ReadOnlySpan<float> shifts, LaneMemory y,
        LanePlanes to, int first, int end, float least = float.NegativeInfinity)
    {
        TVector floor = TLanes.Broadcast(least);
        for (int channel = first; channel < end; channel++)
        {
            TVector minus = TLanes.Broadcast(-means[channel]), scale = TLanes.Broadcast(scales[channel]);
            TVector shift = TLanes.Broadcast(shifts[channel]);
            for (int line = 0; line < from.Height; line++)
            {
                nuint place = (nuint)from.Place(channel, line, 0), target = (nuint)to.Place(channel, line, 0);
                for (int column = 0; column < from.Width; column++, place += (nuint)TLanes.Count, target += (nuint)TLanes.Count)
                {
                    TVector centred = TLanes.Add(TLanes.Load(ref x.First, place), minus);
                    TLanes.Store(TLanes.Max(TLanes.MultiplyAdd(centred, scale, shift), floor), ref y.First, target);
                }
            }
        }
    }

    /// <summary>y = (g − (x − μ) a − b) c in the first rows, and zeros in the others.</summary>
    /// <param name="g">The gradients.</param>
    /// <param name="ofG">How they lie.</param>
    /// <param name="x">The values.</param>
    /// <param name="ofX">How they lie.</param>
    /// <param name="terms">μ, a, b and c of each channel.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="y">Takes the results.</param>
    /// <param name="to">How they are to lie.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunBack(
        LaneMemory g, LanePlanes ofG, LaneMemory x, LanePlanes ofX, NormTerms terms, int rows, LaneMemory y, LanePlanes to)
    {
        Span<float> bits = stackalloc float[TLanes.Count];
        bits[..rows].Fill(BitConverter.UInt32BitsToSingle(uint.MaxValue));
        TVector mask = TLanes.Load(ref bits[0], 0);
        for (int channel = 0; channel < ofX.Channels; channel++)
        {
            TVector minus = TLanes.Broadcast(-terms.Means[channel]), slope = TLanes.Broadcast(-terms.Slopes[channel]);
            TVector shift = TLanes.Broadcast(-terms.Shifts[channel]), scale = TLanes.Broadcast(terms.Scales[channel]);
            for (int line = 0; line < ofX.Height; line++)
            {
                nuint gradient = (nuint)ofG.Place(channel, line, 0), value = (nuint)ofX.Place(channel, line, 0);
                nuint target = (nuint)to.Place(channel, line, 0), width = (nuint)(ofX.Width * TLanes.Count);
                for (nuint i = 0; i < width; i += (nuint)TLanes.Count)
                {
                    TVector centred = TLanes.Add(TLanes.Load(ref x.First, value + i), minus);
                    TVector sum = TLanes.MultiplyAdd(centred, slope, TLanes.Add(TLanes.Load(ref g.First, gradient + i), shift));
                    TLanes.Store(TLanes.And(TLanes.Multiply(sum, scale), mask), ref y.First, target + i);
                }
            }
        }
    }
}
