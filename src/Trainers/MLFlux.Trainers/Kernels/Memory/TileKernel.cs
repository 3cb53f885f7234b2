using System.Runtime.CompilerServices;

namespace MLFlux.Kernels;

/// <summary>
/// Products of a tile: what some inputs of six rows, each broadcast, times the weights of one vector of outputs or several add to the sums,
/// which stay in registers.
/// </summary>
/// <remarks>Optimized at the first call: a view is often scored once.</remarks>
internal static class TileKernel<TVector, TLanes>
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    /// <summary>Four vectors of outputs: 24 sums, for processors of 32 registers. Ten loads for 24 multiplications.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Four(ref float x, nuint ofRow, ReadOnlySpan<ushort> places, ref float weight, ref float y, nuint ofSums)
    {
        ref float yb = ref Unsafe.Add(ref y, ofSums), yc = ref Unsafe.Add(ref yb, ofSums), yd = ref Unsafe.Add(ref yc, ofSums);
        ref float ye = ref Unsafe.Add(ref yd, ofSums), yf = ref Unsafe.Add(ref ye, ofSums);
        TVector a0 = Load(ref y, 0), a1 = Load(ref y, 1), a2 = Load(ref y, 2), a3 = Load(ref y, 3);
        TVector b0 = Load(ref yb, 0), b1 = Load(ref yb, 1), b2 = Load(ref yb, 2), b3 = Load(ref yb, 3);
        TVector c0 = Load(ref yc, 0), c1 = Load(ref yc, 1), c2 = Load(ref yc, 2), c3 = Load(ref yc, 3);
        TVector d0 = Load(ref yd, 0), d1 = Load(ref yd, 1), d2 = Load(ref yd, 2), d3 = Load(ref yd, 3);
        TVector e0 = Load(ref ye, 0), e1 = Load(ref ye, 1), e2 = Load(ref ye, 2), e3 = Load(ref ye, 3);
        TVector f0 = Load(ref yf, 0), f1 = Load(ref yf, 1), f2 = Load(ref yf, 2), f3 = Load(ref yf, 3);
        ref float xb = ref Unsafe.Add(ref x, ofRow), xc = ref Unsafe.Add(ref xb, ofRow), xd = ref Unsafe.Add(ref xc, ofRow);
        ref float xe = ref Unsafe.Add(ref xd, ofRow), xf = ref Unsafe.Add(ref xe, ofRow);
        foreach (nuint place in places)
        {
            ref float w = ref Unsafe.Add(ref weight, place * (4 * (nuint)TLanes.Count));
            TVector w0 = Load(ref w, 0), w1 = Load(ref w, 1), w2 = Load(ref w, 2), w3 = Load(ref w, 3);
            TVector v = TLanes.Broadcast(Unsafe.Add(ref x, place));
            a0 = TLanes.MultiplyAdd(v, w0, a0);
            a1 = TLanes.MultiplyAdd(v, w1, a1);
            a2 = TLanes.MultiplyAdd(v, w2, a2);
            a3 = TLanes.MultiplyAdd(v, w3, a3);
            v = TLanes.Broadcast(Unsafe.Add(ref xb, place));
            b0 = TLanes.MultiplyAdd(v, w0, b0);
            b1 = TLanes.MultiplyAdd(v, w1, b1);
            b2 = TLanes.MultiplyAdd(v, w2, b2);
            b3 = TLanes.MultiplyAdd(v, w3, b3);
            v = TLanes.Broadcast(Unsafe.Add(ref xc, place));
            c0 = TLanes.MultiplyAdd(v, w0, c0);
            c1 = TLanes.MultiplyAdd(v, w1, c1);
            c2 = TLanes.MultiplyAdd(v, w2, c2);
            c3 = TLanes.MultiplyAdd(v, w3, c3);
            v = TLanes.Broadcast(Unsafe.Add(ref xd, place));
            d0 = TLanes.MultiplyAdd(v, w0, d0);
            d1 = TLanes.MultiplyAdd(v, w1, d1);
            d2 = TLanes.MultiplyAdd(v, w2, d2);
            d3 = TLanes.MultiplyAdd(v, w3, d3);
            v = TLanes.Broadcast(Unsafe.Add(ref xe, place));
            e0 = TLanes.MultiplyAdd(v, w0, e0);
            e1 = TLanes.MultiplyAdd(v, w1, e1);
            e2 = TLanes.MultiplyAdd(v, w2, e2);
            e3 = TLanes.MultiplyAdd(v, w3, e3);
            v = TLanes.Broadcast(Unsafe.Add(ref xf, place));
            f0 = TLanes.MultiplyAdd(v, w0, f0);
            f1 = TLanes.MultiplyAdd(v, w1, f1);
            f2 = TLanes.MultiplyAdd(v, w2, f2);
            f3 = TLanes.MultiplyAdd(v, w3, f3);
        }

        Store(a0, a1, ref y, 0);
        Store(a2, a3, ref y, 2);
        Store(b0, b1, ref yb, 0);
        Store(b2, b3, ref yb, 2);
        Store(c0, c1, ref yc, 0);
        Store(c2, c3, ref yc, 2);
        Store(d0, d1, ref yd, 0);
        Store(d2, d3, ref yd, 2);
        Store(e0, e1, ref ye, 0);
        Store(e2, e3, ref ye, 2);
        Store(f0, f1, ref yf, 0);
        Store(f2, f3, ref yf, 2);
    }

    /// <summary>Two vectors of outputs: eight loads for twelve multiplications, so that these are the limit still.</summary>
    /// <param name="x">The first row of the tile.</param>
    /// <param name="ofRow">From a row to the next.</param>
    /// <param name="places">The inputs to add.</param>
    /// <param name="weight">The weights of the vectors, input by input.</param>
    /// <param name="y">The sums of the first row, to which is added.</param>
    /// <param name="ofSums">From the sums of a row to those of the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Two(ref float x, nuint ofRow, ReadOnlySpan<ushort> places, ref float weight, ref float y, nuint ofSums)
    {
        ref float yb = ref Unsafe.Add(ref y, ofSums), yc = ref Unsafe.Add(ref yb, ofSums), yd = ref Unsafe.Add(ref yc, ofSums);
        ref float ye = ref Unsafe.Add(ref yd, ofSums), yf = ref Unsafe.Add(ref ye, ofSums);
        TVector a0 = Load(ref y, 0), a1 = Load(ref y, 1);
        TVector b0 = Load(ref yb, 0), b1 = Load(ref yb, 1);
        TVector c0 = Load(ref yc, 0), c1 = Load(ref yc, 1);
        TVector d0 = Load(ref yd, 0), d1 = Load(ref yd, 1);
        TVector e0 = Load(ref ye, 0), e1 = Load(ref ye, 1);
        TVector f0 = Load(ref yf, 0), f1 = Load(ref yf, 1);
        ref float xb = ref Unsafe.Add(ref x, ofRow), xc = ref Unsafe.Add(ref xb, ofRow), xd = ref Unsafe.Add(ref xc, ofRow);
        ref float xe = ref Unsafe.Add(ref xd, ofRow), xf = ref Unsafe.Add(ref xe, ofRow);
        foreach (nuint place in places)
        {
            ref float w = ref Unsafe.Add(ref weight, place * (2 * (nuint)TLanes.Count));
            TVector w0 = Load(ref w, 0), w1 = Load(ref w, 1);
            TVector v = TLanes.Broadcast(Unsafe.Add(ref x, place));
            a0 = TLanes.MultiplyAdd(v, w0, a0);
            a1 = TLanes.MultiplyAdd(v, w1, a1);
            v = TLanes.Broadcast(Unsafe.Add(ref xb, place));
            b0 = TLanes.MultiplyAdd(v, w0, b0);
            b1 = TLanes.MultiplyAdd(v, w1, b1);
            v = TLanes.Broadcast(Unsafe.Add(ref xc, place));
            c0 = TLanes.MultiplyAdd(v, w0, c0);
            c1 = TLanes.MultiplyAdd(v, w1, c1);
            v = TLanes.Broadcast(Unsafe.Add(ref xd, place));
            d0 = TLanes.MultiplyAdd(v, w0, d0);
            d1 = TLanes.MultiplyAdd(v, w1, d1);
            v = TLanes.Broadcast(Unsafe.Add(ref xe, place));
            e0 = TLanes.MultiplyAdd(v, w0, e0);
            e1 = TLanes.MultiplyAdd(v, w1, e1);
            v = TLanes.Broadcast(Unsafe.Add(ref xf, place));
            f0 = TLanes.MultiplyAdd(v, w0, f0);
            f1 = TLanes.MultiplyAdd(v, w1, f1);
        }

        Store(a0, a1, ref y, 0);
        Store(b0, b1, ref yb, 0);
        Store(c0, c1, ref yc, 0);
        Store(d0, d1, ref yd, 0);
        Store(e0, e1, ref ye, 0);
        Store(f0, f1, ref yf, 0);
    }

    /// <summary>One vector of outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void One(ref float x, nuint ofRow, ReadOnlySpan<ushort> places, ref float weight, ref float y, nuint ofSums)
    {
        ref float yb = ref Unsafe.Add(ref y, ofSums), yc = ref Unsafe.Add(ref yb, ofSums), yd = ref Unsafe.Add(ref yc, ofSums);
        ref float ye = ref Unsafe.Add(ref yd, ofSums), yf = ref Unsafe.Add(ref ye, ofSums);
        TVector a = Load(ref y, 0), b = Load(ref yb, 0), c = Load(ref yc, 0), d = Load(ref yd, 0), e = Load(ref ye, 0), f = Load(ref yf, 0);
        ref float xb = ref Unsafe.Add(ref x, ofRow), xc = ref Unsafe.Add(ref xb, ofRow), xd = ref Unsafe.Add(ref xc, ofRow);
        ref float xe = ref Unsafe.Add(ref xd, ofRow), xf = ref Unsafe.Add(ref xe, ofRow);
        foreach (nuint place in places)
        {
            TVector w = TLanes.Load(ref weight, place * (nuint)TLanes.Count);
            a = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref x, place)), w, a);
            b = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref xb, place)), w, b);
            c = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref xc, place)), w, c);
            d = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref xd, place)), w, d);
            e = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref xe, place)), w, e);
            f = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref xf, place)), w, f);
        }

        TLanes.Store(a, ref y, 0);
        TLanes.Store(b, ref yb, 0);
        TLanes.Store(c, ref yc, 0);
        TLanes.Store(d, ref yd, 0);
        TLanes.Store(e, ref ye, 0);
        TLanes.Store(f, ref yf, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load(ref float source, int vector) => TLanes.Load(ref source, (nuint)(vector * TLanes.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector first, TVector second, ref float target, int vector)
    {
        TLanes.Store(first, ref target, (nuint)(vector * TLanes.Count));
        TLanes.Store(second, ref target, (nuint)((vector + 1) * TLanes.Count));
    }
}
