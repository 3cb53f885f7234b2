using System.Runtime.CompilerServices;

namespace MLFlux.Kernels;

/// <summary>
/// A product in tiles of six rows by four, two or one vectors of outputs. Some inputs are gone through at a time, for some tiles and all
/// outputs, so that their weights stay in the first cache.
/// </summary>
internal sealed class TileProduct<TVector, TLanes> : BlockProduct
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    /// <summary>How many inputs are gone through at a time.</summary>
    private const int Stretch = 192;

    /// <summary>How many tiles are gone through at a time.</summary>
    private const int Tiles = 8;

    private readonly int _inputs;
    private readonly int _vectors; // Of outputs.
    private readonly LaneMemory _weights; // Of each panel [inputs, vectors of the panel].
    private readonly float[] _bias;

    /// <param name="weights">Wᵀ, [inputs, outputs], each row <paramref name="stride"/> values after the one before.</param>
    /// <param name="stride">How far the weights of an input are from those of the next.</param>
    /// <param name="bias">b, [outputs].</param>
    public TileProduct(ReadOnlySpan<float> weights, int stride, ReadOnlySpan<float> bias)
    {
        (_inputs, _vectors) = (weights.Length / stride, (bias.Length + TLanes.Count - 1) / TLanes.Count);
        _bias = new float[_vectors * TLanes.Count];
        bias.CopyTo(_bias);
        _weights = new LaneMemory(_inputs * _bias.Length);
        Span<float> packed = _weights.Span;
        for (int vector = 0, count; vector < _vectors; vector += count)
        {
            count = InPanel(vector);
            int first = vector * TLanes.Count, width = count * TLanes.Count, own = Math.Min(width, bias.Length - first);
            for (int input = 0; input < _inputs; input++)
            {
                weights.Slice((input * stride) + first, own).CopyTo(packed);
                packed = packed[width..];
            }
        }
    }

    public override void Run(RowBlock x, RowBlock y)
    {
        for (int row = 0; row < RowBlock.WholeTiles(x.Count); row++)
            _bias.CopyTo(y.Values[(row * y.Stride)..]);
        for (int row = 0; row < x.Count; row += Tiles * Tile)
        {
            int tiles = Math.Min(Tiles, (x.Count - row + Tile - 1) / Tile);
            for (int input = 0; input < _inputs; input += Stretch)
            {
                Add(
                    ref x.Values[(row * x.Stride) + input], x.Stride, (input, Math.Min(Stretch, _inputs - input)),
                    ref y.Values[row * y.Stride], y.Stride, tiles);
            }
        }
    }

    /// <summary>How many vectors of outputs are computed at a time, from one on: as many as registers hold the sums of.</summary>
    private int InPanel(int vector) => (_vectors - vector, TLanes.Count) switch
    {
        (>= 4, 16) => 4,
        (>= 2, _) => 2,
        _ => 1,
    };

    /// <summary>Adds some inputs of some tiles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(ref float x, int ofRow, (int First, int Count) inputs, ref float y, int ofSums, int tiles)
    {
        Span<ushort> places = stackalloc ushort[Tiles * TileInputs.Room(Stretch)];
        Span<int> counts = stackalloc int[Tiles];
        for (int tile = 0; tile < tiles; tile++)
        {
            counts[tile] = TileInputs.Find(
                ref Unsafe.Add(ref x, tile * Tile * ofRow), ofRow, inputs.Count, places[(tile * TileInputs.Room(Stretch))..]);
        }

        for (int vector = 0, count; vector < _vectors; vector += count)
        {
            count = InPanel(vector);
            ref float weight = ref Unsafe.Add(ref _weights.First, TLanes.Count * ((vector * _inputs) + (inputs.First * count)));
            for (int tile = 0; tile < tiles; tile++)
            {
                ReadOnlySpan<ushort> found = places.Slice(tile * TileInputs.Room(Stretch), counts[tile]);
                ref float own = ref Unsafe.Add(ref x, tile * Tile * ofRow);
                ref float sums = ref Unsafe.Add(ref y, (tile * Tile * ofSums) + (vector * TLanes.Count));
                if (count == 4)
                    TileKernel<TVector, TLanes>.Four(ref own, (nuint)ofRow, found, ref weight, ref sums, (nuint)ofSums);
                else if (count == 2)
                    TileKernel<TVector, TLanes>.Two(ref own, (nuint)ofRow, found, ref weight, ref sums, (nuint)ofSums);
                else
                    TileKernel<TVector, TLanes>.One(ref own, (nuint)ofRow, found, ref weight, ref sums, (nuint)ofSums);
            }
        }
    }
}
