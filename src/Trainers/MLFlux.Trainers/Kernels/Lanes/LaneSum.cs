using System.Runtime.CompilerServices;

namespace MLFlux.Kernels;

/// <summary>A convolution of blocks of rows, or, with <see cref="TapAxis.Backward"/>, the gradients of its inputs.</summary>
internal sealed class LaneSum<TVector, TLanes>
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    private readonly LanePlanes _from;
    private readonly LanePlanes _to;
    private readonly FilterTiles _tiles;
    private readonly TapTable? _ofFours;
    private readonly TapTable? _ofThrees;

    /// <param name="from">How the values lie that are added up.</param>
    /// <param name="to">How the sums lie.</param>
    /// <param name="rows">The axis from line to line.</param>
    /// <param name="columns">The axis within a line.</param>
    /// <param name="isBackward">Whether the sums are gradients of inputs.</param>
    public LaneSum(LanePlanes from, LanePlanes to, TapAxis rows, TapAxis columns, bool isBackward)
    {
        (_from, _to, _tiles) = (from, to, new FilterTiles(to.Channels));
        _ofFours = _tiles.Fours > 0 ? new TapTable(from, to, rows, columns, filters: 4) : null;
        _ofThrees = _tiles.Threes > 0 ? new TapTable(from, to, rows, columns, filters: 3) : null;
        Weights = new LaneWeights(to.Channels, from.Channels, rows.Taps * columns.Taps, isBackward);
    }

    /// <summary>What the values are multiplied by.</summary>
    public LaneWeights Weights { get; }

    /// <param name="source">The values.</param>
    /// <param name="target">Takes the sums.</param>
    public void Run(LaneMemory source, LaneMemory target)
    {
        int fours = 4 * _tiles.Fours;
        if (_ofFours is not null)
        {
            LaneProduct<TVector, TLanes>.RunFours(
                _ofFours, ref source.First, _from, Weights.OfFours, Weights.Bias[..fours], ref target.First, _to);
        }

        if (_ofThrees is not null)
        {
            LaneProduct<TVector, TLanes>.RunThrees(
                _ofThrees, ref source.First, _from, Weights.OfThrees, Weights.Bias[fours..],
                ref Unsafe.Add(ref target.First, fours * _to.ChannelStride), _to);
        }
    }
}
