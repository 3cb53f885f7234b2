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
    public static void Run(in LaneStreams fours, in LaneStreams threes, int lines, int columns, ref float sums)
    {
        TVector a0 = default, a1 = a0, a2 = a0, b0 = a0, b1 = a0, b2 = a0, c0 = a0, c1 = a0, c2 = a0, d0 = a0, d1 = a0, d2 = a0;
        nuint fourStep = (nuint)fours.Step, threeStep = (nuint)threes.Step, width = (nuint)columns * fourStep;
        for (int block = 0; block < fours.Blocks.Length; block++)
        {
            ref float four = ref Unsafe.Add(ref fours.Blocks[block].First, fours.First);
            ref float three = ref Unsafe.Add(ref threes.Blocks[block].First, threes.First);
            ref float f0 = ref Unsafe.Add(ref four, fours.Starts[0]);
            ref float f1 = ref Unsafe.Add(ref four, fours.Starts[1]);
            ref float f2 = ref Unsafe.Add(ref four, fours.Starts[2]);
            ref float f3 = ref Unsafe.Add(ref four, fours.Starts[3]);
            ref float t0 = ref Unsafe.Add(ref three, threes.Starts[0]);
            ref float t1 = ref Unsafe.Add(ref three, threes.Starts[1]);
            ref float t2 = ref Unsafe.Add(ref three, threes.Starts[2]);
            for (int line = 0; line < lines; line++)
            {
                nuint ofFours = (nuint)(line * fours.Line), ofThrees = (nuint)(line * threes.Line), end = ofFours + width;
                for (; ofFours < end; ofFours += fourStep, ofThrees += threeStep)
                {
                    TVector v0 = TLanes.Load(ref t0, ofThrees), v1 = TLanes.Load(ref t1, ofThrees), v2 = TLanes.Load(ref t2, ofThrees);
                    TVector of = TLanes.Load(ref f0, ofFours);
                    a0 = TLanes.MultiplyAdd(v0, of, a0);
                    a1 = TLanes.MultiplyAdd(v1, of, a1);
                    a2 = TLanes.MultiplyAdd(v2, of, a2);
                    of = TLanes.Load(ref f1, ofFours);
                    b0 = TLanes.MultiplyAdd(v0, of, b0);
                    b1 = TLanes.MultiplyAdd(v1, of, b1);
                    b2 = TLanes.MultiplyAdd(v2, of, b2);
                    of = TLanes.Load(ref f2, ofFours);
                    c0 = TLanes.MultiplyAdd(v0, of, c0);
                    c1 = TLanes.MultiplyAdd(v1, of, c1);
                    c2 = TLanes.MultiplyAdd(v2, of, c2);
                    of = TLanes.Load(ref f3, ofFours);
                    d0 = TLanes.MultiplyAdd(v0, of, d0);
                    d1 = TLanes.MultiplyAdd(v1, of, d1);
                    d2 = TLanes.MultiplyAdd(v2, of, d2);
                }
            }
        }

        TLanes.Sums(a0, a1, a2, b0, ref sums, 0);
        TLanes.Sums(b1, b2, c0, c1, ref sums, 4);
        TLanes.Sums(c2, d0, d1, d2, ref sums, 8);
    }
}
