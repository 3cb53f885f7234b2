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
    private readonly LanePackedProduct<TVector, TLanes>? _packed;
    private readonly TapTable? _ofThrees;
    private readonly LaneWeights[] _weights; // Of each group.

    /// <param name="from">How the values lie that are added up.</param>
    /// <param name="to">How the sums lie.</param>
    /// <param name="rows">The axis from line to line.</param>
    /// <param name="columns">The axis within a line.</param>
    /// <param name="groups">Into how many groups, convolved apart, channels and filters are divided.</param>
    /// <param name="isBackward">Whether the sums are gradients of inputs.</param>
    public LaneSum(LanePlanes from, LanePlanes to, TapAxis rows, TapAxis columns, int groups, bool isBackward)
    {
        (from, to) = (from.OfGroup(groups), to.OfGroup(groups));
        (_from, _to, _tiles) = (from, to, new FilterTiles(to.Channels));
        _ofFours = _tiles.Fours > 0 ? new TapTable(from, to, rows, columns, filters: 4) : null;
        int taps = rows.Taps * columns.Taps;
        _packed = _ofFours is not null && LanePackedProduct<TVector, TLanes>.IsFor(4 * _tiles.Fours, from.Channels, taps)
            ? new LanePackedProduct<TVector, TLanes>(_ofFours, from, to, taps) : null;
        _ofThrees = _tiles.Threes > 0 ? new TapTable(from, to, rows, columns, filters: 3) : null;
        _weights = [.. Enumerable.Range(0, groups)
            .Select(_ => new LaneWeights(to.Channels, from.Channels, taps, isBackward))];
    }

    /// <summary>Takes what the values are to be multiplied by from now on.</summary>
    /// <param name="weight">[filters, channels of a group, taps], as the layer has them.</param>
    /// <param name="bias">[filters], or empty.</param>
    public void SetWeights(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias)
    {
        int ofGroup = weight.Length / _weights.Length, ofBias = bias.Length / _weights.Length;
        for (int group = 0; group < _weights.Length; group++)
            _weights[group].Set(weight.Slice(group * ofGroup, ofGroup), bias.Slice(group * ofBias, ofBias));
    }

    /// <param name="source">The values.</param>
    /// <param name="target">Takes the sums.</param>
    /// <param name="least">What stands in place of smaller sums: 0 for ReLU.</param>
    public void Run(LaneMemory source, LaneMemory target, float least = float.NegativeInfinity)
    {
        // In order: the sums of stand-ins stand where the next group's are to be.
        for (int group = 0; group < _weights.Length; group++)
        {
            Run(
                _weights[group], ref Unsafe.Add(ref source.First, group * _from.Channels * _from.ChannelStride),
                ref Unsafe.Add(ref target.First, group * _to.Channels * _to.ChannelStride), least);
        }
    }

    private void Run(LaneWeights weights, ref float source, ref float target, float least)
    {
        int fours = 4 * _tiles.Fours;
        if (_packed is not null)
            _packed.Run(ref source, weights.OfFours, weights.Bias[..fours], ref target, least);
        else if (_ofFours is not null)
        {
            LaneProduct<TVector, TLanes>.RunFours(
                _ofFours, ref source, _from, weights.OfFours, weights.Bias[..fours], ref target, _to, least);
        }

        if (_ofThrees is not null)
        {
            LaneProduct<TVector, TLanes>.RunThrees(
                _ofThrees, ref source, _from, weights.OfThrees, weights.Bias[fours..],
                ref Unsafe.Add(ref target, fours * _to.ChannelStride), _to, least);
        }
    }
}
