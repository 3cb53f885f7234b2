using System.Runtime.CompilerServices;

namespace MLFlux.Kernels;

/// <summary>The gradients of x behind y = max(0, x), for blocks of rows side by side.</summary>
internal static class LaneRelu<TVector, TLanes>
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    /// <summary>Makes the gradients of a channel zeros where y is, and adds up the others over all places and rows.</summary>
    /// <param name="y">The outputs.</param>
    /// <param name="ofY">How they lie.</param>
    /// <param name="g">Their gradients.</param>
    /// <param name="ofG">How these lie.</param>
    /// <param name="channel">The channel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Back(LaneMemory y, LanePlanes ofY, LaneMemory g, LanePlanes ofG, int channel)
    {
        TVector zero = default, s0 = default, s1 = default;
        nuint step = (nuint)TLanes.Count, width = (nuint)ofY.Width * step, pairs = (nuint)(ofY.Width / 2) * 2 * step;
        for (int line = 0; line < ofY.Height; line++)
        {
            ref float value = ref Unsafe.Add(ref y.First, ofY.Place(channel, line, 0));
            ref float gradient = ref Unsafe.Add(ref g.First, ofG.Place(channel, line, 0));
            for (nuint i = 0; i < pairs; i += 2 * step)
            {
                TVector a = Slope(TLanes.Load(ref value, i), TLanes.Load(ref gradient, i), zero);
                TVector b = Slope(TLanes.Load(ref value, i + step), TLanes.Load(ref gradient, i + step), zero);
                TLanes.Store(a, ref gradient, i);
                TLanes.Store(b, ref gradient, i + step);
                s0 = TLanes.Add(s0, a);
                s1 = TLanes.Add(s1, b);
            }

            if (pairs < width)
            {
                TVector a = Slope(TLanes.Load(ref value, pairs), TLanes.Load(ref gradient, pairs), zero);
                TLanes.Store(a, ref gradient, pairs);
                s0 = TLanes.Add(s0, a);
            }
        }

        return (float)LaneMoments<TVector, TLanes>.OfRows(TLanes.Add(s0, s1), TLanes.Count);
    }

    /// <summary>A gradient of x, where y is none below zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Slope(TVector y, TVector gradient, TVector zero) => TLanes.AndNot(gradient, TLanes.Equal(y, zero));
}
