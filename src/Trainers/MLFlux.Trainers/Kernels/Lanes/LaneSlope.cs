using System.Runtime.CompilerServices;

namespace MLFlux.Kernels;

/// <summary>
/// Products of the values of four sequences with those of three others, each added up over all places of a block and over its rows: the
/// gradients of a convolution's weights, of the gradients of filters and the values under taps, whichever of them are four.
/// </summary>
/// <remarks>Optimized at the first call: a first epoch is often the only one.</remarks>
internal static class LaneSlope<TVector, TLanes>
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    /// <param name="fours">Four sequences.</param>
    /// <param name="threes">Three others.</param>
    /// <param name="lines">How many lines of places there are.</param>
    /// <param name="columns">How many places are in a line.</param>
    /// <param name="sums">Takes the sums, [4, 3].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in LaneStreams fours, in LaneStreams threes, int lines, int columns, Span<float> sums)
    {
        TVector a0 = default, a1 = a0, a2 = a0, b0 = a0, b1 = a0, b2 = a0, c0 = a0, c1 = a0, c2 = a0, d0 = a0, d1 = a0, d2 = a0;
        ref float f0 = ref Unsafe.Add(ref fours.First, fours.Starts[0]);
        ref float f1 = ref Unsafe.Add(ref fours.First, fours.Starts[1]);
        ref float f2 = ref Unsafe.Add(ref fours.First, fours.Starts[2]);
        ref float f3 = ref Unsafe.Add(ref fours.First, fours.Starts[3]);
        ref float t0 = ref Unsafe.Add(ref threes.First, threes.Starts[0]);
        ref float t1 = ref Unsafe.Add(ref threes.First, threes.Starts[1]);
        ref float t2 = ref Unsafe.Add(ref threes.First, threes.Starts[2]);
        nuint fourStep = (nuint)fours.Step, threeStep = (nuint)threes.Step, width = (nuint)columns * fourStep;
        for (int line = 0; line < lines; line++)
        {
            nuint four = (nuint)(line * fours.Line), three = (nuint)(line * threes.Line), end = four + width;
            for (; four < end; four += fourStep, three += threeStep)
            {
                TVector v0 = TLanes.Load(ref t0, three), v1 = TLanes.Load(ref t1, three), v2 = TLanes.Load(ref t2, three);
                TVector of = TLanes.Load(ref f0, four);
                a0 = TLanes.MultiplyAdd(v0, of, a0);
                a1 = TLanes.MultiplyAdd(v1, of, a1);
                a2 = TLanes.MultiplyAdd(v2, of, a2);
                of = TLanes.Load(ref f1, four);
                b0 = TLanes.MultiplyAdd(v0, of, b0);
                b1 = TLanes.MultiplyAdd(v1, of, b1);
                b2 = TLanes.MultiplyAdd(v2, of, b2);
                of = TLanes.Load(ref f2, four);
                c0 = TLanes.MultiplyAdd(v0, of, c0);
                c1 = TLanes.MultiplyAdd(v1, of, c1);
                c2 = TLanes.MultiplyAdd(v2, of, c2);
                of = TLanes.Load(ref f3, four);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Span<float> sums, int place, TVector first, TVector second, TVector third)
    {
        sums[place + 2] = TLanes.Sum(third);
        sums[place + 1] = TLanes.Sum(second);
        sums[place] = TLanes.Sum(first);
    }
}
