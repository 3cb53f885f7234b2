using System.Runtime.CompilerServices;

namespace MLFlux.Kernels;

/// <summary>
/// The gradients of a convolution's weights: the values under each tap times the gradients of the outputs, added up over all places of a
/// block and over its rows. Four filters and three taps, or three and four, are added up in registers.
/// </summary>
/// <remarks>Optimized at the first call: a first epoch is often the only one.</remarks>
internal static class LaneSlope<TVector, TLanes>
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    /// <param name="inputs">What the first tap takes at the first place.</param>
    /// <param name="gradients">The gradient of the first of four filters at the first place.</param>
    /// <param name="next">From a filter's gradient to the next's.</param>
    /// <param name="places">How many places there are, and how far apart they are.</param>
    /// <param name="taps">How far three taps are from the first.</param>
    /// <param name="sums">Takes the sums, [4, 3].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunFours(
        ref float inputs, ref float gradients, int next, in LanePlaces places, ReadOnlySpan<int> taps, Span<float> sums)
    {
        TVector a0 = default, a1 = a0, a2 = a0, b0 = a0, b1 = a0, b2 = a0, c0 = a0, c1 = a0, c2 = a0, d0 = a0, d1 = a0, d2 = a0;
        ref float i0 = ref Unsafe.Add(ref inputs, taps[0]);
        ref float i1 = ref Unsafe.Add(ref inputs, taps[1]);
        ref float i2 = ref Unsafe.Add(ref inputs, taps[2]);
        ref float g0 = ref gradients;
        ref float g1 = ref Unsafe.Add(ref gradients, next);
        ref float g2 = ref Unsafe.Add(ref gradients, 2 * next);
        ref float g3 = ref Unsafe.Add(ref gradients, 3 * next);
        nuint width = (nuint)(places.Columns * TLanes.Count), inputStep = (nuint)places.InputStep;
        for (int y = 0; y < places.Lines; y++)
        {
            nuint input = (nuint)(y * places.InputLine), first = (nuint)(y * places.GradientLine);
            for (nuint gradient = first; gradient < first + width; gradient += (nuint)TLanes.Count, input += inputStep)
            {
                TVector v0 = TLanes.Load(ref i0, input), v1 = TLanes.Load(ref i1, input), v2 = TLanes.Load(ref i2, input);
                TVector of = TLanes.Load(ref g0, gradient);
                a0 = TLanes.MultiplyAdd(v0, of, a0);
                a1 = TLanes.MultiplyAdd(v1, of, a1);
                a2 = TLanes.MultiplyAdd(v2, of, a2);
                of = TLanes.Load(ref g1, gradient);
                b0 = TLanes.MultiplyAdd(v0, of, b0);
                b1 = TLanes.MultiplyAdd(v1, of, b1);
                b2 = TLanes.MultiplyAdd(v2, of, b2);
                of = TLanes.Load(ref g2, gradient);
                c0 = TLanes.MultiplyAdd(v0, of, c0);
                c1 = TLanes.MultiplyAdd(v1, of, c1);
                c2 = TLanes.MultiplyAdd(v2, of, c2);
                of = TLanes.Load(ref g3, gradient);
                d0 = TLanes.MultiplyAdd(v0, of, d0);
                d1 = TLanes.MultiplyAdd(v1, of, d1);
                d2 = TLanes.MultiplyAdd(v2, of, d2);
            }
        }

        Store(sums, 0, a0, a1, a2);
        Store(sums, 3, b0, b1, b2);
        Store(sums, 6, c0, c1, c2);
        Store(sums, 9, d0, d1, d2);
    }

    /// <param name="inputs">What the first tap takes at the first place.</param>
    /// <param name="gradients">The gradient of the first of three filters at the first place.</param>
    /// <param name="next">From a filter's gradient to the next's.</param>
    /// <param name="places">How many places there are, and how far apart they are.</param>
    /// <param name="taps">How far four taps are from the first.</param>
    /// <param name="sums">Takes the sums, [3, 4].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunThrees(
        ref float inputs, ref float gradients, int next, in LanePlaces places, ReadOnlySpan<int> taps, Span<float> sums)
    {
        TVector a0 = default, a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0, c0 = a0, c1 = a0, c2 = a0, c3 = a0;
        ref float i0 = ref Unsafe.Add(ref inputs, taps[0]);
        ref float i1 = ref Unsafe.Add(ref inputs, taps[1]);
        ref float i2 = ref Unsafe.Add(ref inputs, taps[2]);
        ref float i3 = ref Unsafe.Add(ref inputs, taps[3]);
        ref float g0 = ref gradients;
        ref float g1 = ref Unsafe.Add(ref gradients, next);
        ref float g2 = ref Unsafe.Add(ref gradients, 2 * next);
        nuint width = (nuint)(places.Columns * TLanes.Count), inputStep = (nuint)places.InputStep;
        for (int y = 0; y < places.Lines; y++)
        {
            nuint input = (nuint)(y * places.InputLine), first = (nuint)(y * places.GradientLine);
            for (nuint gradient = first; gradient < first + width; gradient += (nuint)TLanes.Count, input += inputStep)
            {
                TVector of0 = TLanes.Load(ref g0, gradient), of1 = TLanes.Load(ref g1, gradient), of2 = TLanes.Load(ref g2, gradient);
                TVector v = TLanes.Load(ref i0, input);
                a0 = TLanes.MultiplyAdd(v, of0, a0);
                b0 = TLanes.MultiplyAdd(v, of1, b0);
                c0 = TLanes.MultiplyAdd(v, of2, c0);
                v = TLanes.Load(ref i1, input);
                a1 = TLanes.MultiplyAdd(v, of0, a1);
                b1 = TLanes.MultiplyAdd(v, of1, b1);
                c1 = TLanes.MultiplyAdd(v, of2, c1);
                v = TLanes.Load(ref i2, input);
                a2 = TLanes.MultiplyAdd(v, of0, a2);
                b2 = TLanes.MultiplyAdd(v, of1, b2);
                c2 = TLanes.MultiplyAdd(v, of2, c2);
                v = TLanes.Load(ref i3, input);
                a3 = TLanes.MultiplyAdd(v, of0, a3);
                b3 = TLanes.MultiplyAdd(v, of1, b3);
                c3 = TLanes.MultiplyAdd(v, of2, c3);
            }
        }

        Store(sums, 0, a0, a1, a2);
        Store(sums, 3, a3, b0, b1);
        Store(sums, 6, b2, b3, c0);
        Store(sums, 9, c1, c2, c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Span<float> sums, int place, TVector first, TVector second, TVector third)
    {
        sums[place + 2] = TLanes.Sum(third);
        sums[place + 1] = TLanes.Sum(second);
        sums[place] = TLanes.Sum(first);
    }
}
