using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLFlux.Kernels;

/// <summary>
/// A dense layer and its activation for blocks of rows side by side, in scoring. Twelve outputs are added up in registers; inputs that
/// are zeros in all rows, as the edge of images is, are left out.
/// </summary>
internal sealed class DensePass<TVector, TLanes> : LanePass
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    private const int Tile = FilterTiles.Sums;

    /// <summary>How many inputs are gone through at a time, for all outputs: they stay in the first cache.</summary>
    private const int Stretch = 512;

    private readonly DenseStep _step;
    private readonly float[] _weights; // [tiles, inputs, Tile]
    private readonly float[] _bias;

    public DensePass(DenseStep step)
    {
        _step = step;
        _bias = new float[(step.Outputs + Tile - 1) / Tile * Tile];
        _weights = new float[(long)_bias.Length * step.Inputs];
    }

    public override void Load(Func<string, ReadOnlyMemory<float>> weights)
    {
        ReadOnlySpan<float> weight = weights(_step.Site.Path + "weight").Span;
        if (_step.HasBias)
            weights(_step.Site.Path + "bias").Span.CopyTo(_bias);
        for (int first = 0; first < _step.Outputs; first += Tile)
        {
            int at = first * _step.Inputs, outputs = Math.Min(Tile, _step.Outputs - first);
            MatrixTranspose.Copy(weight[at..], _step.Inputs, _weights.AsSpan(at), Tile, outputs, _step.Inputs);
        }
    }

    public override void Forward(int block, LaneMemory x, LaneMemory y)
    {
        for (int output = 0; output < _step.Outputs; output++)
            TLanes.Store(TLanes.Broadcast(_bias[output]), ref y.First, (nuint)(output * TLanes.Count));

        Span<int> places = stackalloc int[Stretch];
        for (int start = 0; start < _step.Inputs; start += Stretch)
        {
            int length = Math.Min(Stretch, _step.Inputs - start);
            ref float values = ref Unsafe.Add(ref x.First, start * TLanes.Count);
            ReadOnlySpan<int> found = places[..Find(ref values, places[..length])];
            for (int first = 0; first < _step.Outputs; first += Tile)
            {
                Add(
                    ref values, found, _weights.AsSpan((first * _step.Inputs) + (start * Tile), length * Tile),
                    ref Unsafe.Add(ref y.First, first * TLanes.Count), Math.Min(Tile, _step.Outputs - first));
            }
        }

        ActivationKernel.Apply(_step.Activation, y.Span[..(_step.Outputs * TLanes.Count)]);
    }

    /// <summary>Finds the inputs that are zeros in some rows at the most.</summary>
    /// <param name="x">[inputs, lanes].</param>
    /// <param name="places">Takes where they stand; as long as there are inputs.</param>
    /// <returns>How many there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Find(ref float x, Span<int> places)
    {
        int count = 0;
        for (int i = 0; i < places.Length; i++)
        {
            places[count] = i;
            count += TLanes.IsZero(TLanes.Load(ref x, (nuint)(i * TLanes.Count))) ? 0 : 1;
        }

        return count;
    }

    /// <param name="x">[inputs, lanes].</param>
    /// <param name="places">The inputs that are not zeros.</param>
    /// <param name="weights">[inputs, Tile].</param>
    /// <param name="y">What the sums are added to, [outputs, lanes].</param>
    /// <param name="outputs">How many of the sums are outputs.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(ref float x, ReadOnlySpan<int> places, ReadOnlySpan<float> weights, ref float y, int outputs)
    {
        TVector s0 = Load(ref y, 0, outputs), s1 = Load(ref y, 1, outputs), s2 = Load(ref y, 2, outputs), s3 = Load(ref y, 3, outputs);
        TVector s4 = Load(ref y, 4, outputs), s5 = Load(ref y, 5, outputs), s6 = Load(ref y, 6, outputs), s7 = Load(ref y, 7, outputs);
        TVector s8 = Load(ref y, 8, outputs), s9 = Load(ref y, 9, outputs);
        TVector s10 = Load(ref y, 10, outputs), s11 = Load(ref y, 11, outputs);
        ref float weight = ref MemoryMarshal.GetReference(weights);
        foreach (int place in places)
        {
            TVector v = TLanes.Load(ref x, (nuint)(uint)(place * TLanes.Count));
            ref float w = ref Unsafe.Add(ref weight, (nuint)(uint)(place * Tile));
            s0 = TLanes.MultiplyAdd(v, TLanes.Broadcast(w), s0);
            s1 = TLanes.MultiplyAdd(v, TLanes.Broadcast(Unsafe.Add(ref w, 1)), s1);
            s2 = TLanes.MultiplyAdd(v, TLanes.Broadcast(Unsafe.Add(ref w, 2)), s2);
            s3 = TLanes.MultiplyAdd(v, TLanes.Broadcast(Unsafe.Add(ref w, 3)), s3);
            s4 = TLanes.MultiplyAdd(v, TLanes.Broadcast(Unsafe.Add(ref w, 4)), s4);
            s5 = TLanes.MultiplyAdd(v, TLanes.Broadcast(Unsafe.Add(ref w, 5)), s5);
            s6 = TLanes.MultiplyAdd(v, TLanes.Broadcast(Unsafe.Add(ref w, 6)), s6);
            s7 = TLanes.MultiplyAdd(v, TLanes.Broadcast(Unsafe.Add(ref w, 7)), s7);
            s8 = TLanes.MultiplyAdd(v, TLanes.Broadcast(Unsafe.Add(ref w, 8)), s8);
            s9 = TLanes.MultiplyAdd(v, TLanes.Broadcast(Unsafe.Add(ref w, 9)), s9);
            s10 = TLanes.MultiplyAdd(v, TLanes.Broadcast(Unsafe.Add(ref w, 10)), s10);
            s11 = TLanes.MultiplyAdd(v, TLanes.Broadcast(Unsafe.Add(ref w, 11)), s11);
        }

        ReadOnlySpan<TVector> sums = [s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11];
        for (int i = 0; i < outputs; i++)
            TLanes.Store(sums[i], ref y, (nuint)(i * TLanes.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load(ref float y, int output, int outputs) =>
        output < outputs ? TLanes.Load(ref y, (nuint)(output * TLanes.Count)) : default;
}
