using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLFlux.Kernels;

/// <summary>
/// A dense layer and its activation for blocks of rows side by side, in scoring. Twelve outputs are added up in registers.
/// </summary>
internal sealed class DensePass<TVector, TLanes> : LanePass
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    private const int Tile = FilterTiles.Sums;

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
        for (int first = 0; first < _step.Outputs; first += Tile)
        {
            Run(
                ref x.First, _weights.AsSpan(first * _step.Inputs, Tile * _step.Inputs), _bias.AsSpan(first, Tile),
                ref Unsafe.Add(ref y.First, first * TLanes.Count), Math.Min(Tile, _step.Outputs - first));
        }

        ActivationKernel.Apply(_step.Activation, y.Span[..(_step.Outputs * TLanes.Count)]);
    }

    /// <param name="x">[inputs, lanes].</param>
    /// <param name="weights">[inputs, Tile].</param>
    /// <param name="bias">[Tile].</param>
    /// <param name="y">Takes [outputs, lanes].</param>
    /// <param name="outputs">How many of the sums are outputs.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run(ref float x, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, ref float y, int outputs)
    {
        TVector s0 = TLanes.Broadcast(bias[0]), s1 = TLanes.Broadcast(bias[1]), s2 = TLanes.Broadcast(bias[2]);
        TVector s3 = TLanes.Broadcast(bias[3]), s4 = TLanes.Broadcast(bias[4]), s5 = TLanes.Broadcast(bias[5]);
        TVector s6 = TLanes.Broadcast(bias[6]), s7 = TLanes.Broadcast(bias[7]), s8 = TLanes.Broadcast(bias[8]);
        TVector s9 = TLanes.Broadcast(bias[9]), s10 = TLanes.Broadcast(bias[10]), s11 = TLanes.Broadcast(bias[11]);
        nuint place = 0;
        ref float weight = ref MemoryMarshal.GetReference(weights);
        for (int i = 0; i < weights.Length; i += Tile, place += (nuint)TLanes.Count)
        {
            TVector v = TLanes.Load(ref x, place);
            ref float w = ref Unsafe.Add(ref weight, i);
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
}
