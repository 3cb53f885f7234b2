using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLFlux.Kernels;

/// <summary>Sums over the places of a channel and over the rows of a block, of which the last may have fewer than lanes.</summary>
internal static class LaneMoments<TVector, TLanes>
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    /// <summary>Σ (x − s) and Σ (x − s)².</summary>
    /// <param name="x">The values.</param>
    /// <param name="planes">How they lie.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="shift">s, not far from the mean.</param>
    /// <param name="rows">How many rows there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Sum, double Squares) OfValues(LaneMemory x, LanePlanes planes, int channel, float shift, int rows)
    {
        TVector minus = TLanes.Broadcast(-shift), s0 = default, s1 = default, q0 = default, q1 = default;
        nuint step = (nuint)TLanes.Count, width = (nuint)planes.Width * step, pairs = (nuint)(planes.Width / 2) * 2 * step;
        for (int line = 0; line < planes.Height; line++)
        {
            ref float first = ref Unsafe.Add(ref x.First, planes.Place(channel, line, 0));
            for (nuint i = 0; i < pairs; i += 2 * step)
            {
                TVector a = TLanes.Add(TLanes.Load(ref first, i), minus), b = TLanes.Add(TLanes.Load(ref first, i + step), minus);
                s0 = TLanes.Add(s0, a);
                s1 = TLanes.Add(s1, b);
                q0 = TLanes.MultiplyAdd(a, a, q0);
                q1 = TLanes.MultiplyAdd(b, b, q1);
            }

            if (pairs < width)
            {
                TVector a = TLanes.Add(TLanes.Load(ref first, pairs), minus);
                s0 = TLanes.Add(s0, a);
                q0 = TLanes.MultiplyAdd(a, a, q0);
            }
        }

        return (OfRows(TLanes.Add(s0, s1), rows), OfRows(TLanes.Add(q0, q1), rows));
    }

    /// <summary>Σ g and Σ (x − μ) g.</summary>
    /// <param name="g">The gradients.</param>
    /// <param name="ofG">How they lie.</param>
    /// <param name="x">The values.</param>
    /// <param name="ofX">How they lie.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="mean">μ.</param>
    /// <param name="rows">How many rows there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Sum, double Products) OfGradients(
        LaneMemory g, LanePlanes ofG, LaneMemory x, LanePlanes ofX, int channel, float mean, int rows)
    {
        TVector minus = TLanes.Broadcast(-mean), s0 = default, s1 = default, p0 = default, p1 = default;
        nuint step = (nuint)TLanes.Count, width = (nuint)ofX.Width * step, pairs = (nuint)(ofX.Width / 2) * 2 * step;
        for (int line = 0; line < ofX.Height; line++)
        {
            ref float value = ref Unsafe.Add(ref x.First, ofX.Place(channel, line, 0));
            ref float gradient = ref Unsafe.Add(ref g.First, ofG.Place(channel, line, 0));
            for (nuint i = 0; i < pairs; i += 2 * step)
            {
                TVector a = TLanes.Load(ref gradient, i), b = TLanes.Load(ref gradient, i + step);
                s0 = TLanes.Add(s0, a);
                s1 = TLanes.Add(s1, b);
                p0 = TLanes.MultiplyAdd(TLanes.Add(TLanes.Load(ref value, i), minus), a, p0);
                p1 = TLanes.MultiplyAdd(TLanes.Add(TLanes.Load(ref value, i + step), minus), b, p1);
            }

            if (pairs < width)
            {
                TVector a = TLanes.Load(ref gradient, pairs);
                s0 = TLanes.Add(s0, a);
                p0 = TLanes.MultiplyAdd(TLanes.Add(TLanes.Load(ref value, pairs), minus), a, p0);
            }
        }

        return (OfRows(TLanes.Add(s0, s1), rows), OfRows(TLanes.Add(p0, p1), rows));
    }

    /// <summary>The sum over the first rows.</summary>
    public static double OfRows(TVector values, int rows)
    {
        ReadOnlySpan<TVector> one = [values];
        double sum = 0;
        foreach (float value in MemoryMarshal.Cast<TVector, float>(one)[..rows])
            sum += value;
        return sum;
    }
}
