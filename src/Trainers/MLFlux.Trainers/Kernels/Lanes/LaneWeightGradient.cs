using System.Runtime.CompilerServices;

namespace MLFlux.Kernels;

/// <summary>The gradients of a convolution's weights, of blocks of rows.</summary>
internal sealed class LaneWeightGradient<TVector, TLanes>
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    private readonly LanePlanes _gradients;
    private readonly FilterTiles _tiles;
    private readonly int _inputLine; // From an input to that of the next line of places.
    private readonly int _inputStep; // From an input to that of the next place.
    private readonly int[] _taps; // The last is repeated to fill up the last tile of taps.
    private readonly int _first;
    private readonly int _count;
    private readonly int _groups;
    private readonly int _inputGroup; // From a group's inputs to the next one's.

    /// <param name="inputs">How the convolution's inputs lie.</param>
    /// <param name="gradients">How the gradients of its outputs lie.</param>
    /// <param name="rows">The axis from line to line, forward.</param>
    /// <param name="columns">The axis within a line, forward.</param>
    /// <param name="groups">Into how many groups, convolved apart, channels and filters are divided.</param>
    public LaneWeightGradient(LanePlanes inputs, LanePlanes gradients, TapAxis rows, TapAxis columns, int groups)
    {
        (_groups, inputs, gradients) = (groups, inputs.OfGroup(groups), gradients.OfGroup(groups));
        _inputGroup = inputs.Channels * inputs.ChannelStride;
        (_gradients, _tiles) = (gradients, new FilterTiles(gradients.Channels));
        _first = inputs.Place(0, rows.Base(0), columns.Base(0));
        _inputLine = inputs.LineStride * (rows.Base(1) - rows.Base(0));
        _inputStep = inputs.Lanes * (columns.Base(1) - columns.Base(0));
        int[] taps =
        [
            .. from channel in Enumerable.Range(0, inputs.Channels)
               from row in Enumerable.Range(0, rows.Taps)
               from column in Enumerable.Range(0, columns.Taps)
               let down = rows.Distance(0, row)!.Value * inputs.LineStride
               let right = columns.Distance(0, column)!.Value * inputs.Lanes
               select (channel * inputs.ChannelStride) + down + right,
        ];
        _count = taps.Length;
        _taps = [.. taps, .. Enumerable.Repeat(taps[^1], FilterTiles.Sums)];
    }

    /// <param name="x">The convolution's inputs.</param>
    /// <param name="outputGradients">The gradients of its outputs.</param>
    /// <param name="gradients">What they are added to, [filters, channels of a group, taps].</param>
    public void Add(LaneMemory x, LaneMemory outputGradients, Span<float> gradients)
    {
        int length = gradients.Length / _groups, outputGroup = _gradients.Channels * _gradients.ChannelStride;
        for (int group = 0; group < _groups; group++)
        {
            Add(
                ref Unsafe.Add(ref x.First, _first + (group * _inputGroup)), ref Unsafe.Add(ref outputGradients.First, group * outputGroup),
                gradients.Slice(group * length, length));
        }
    }

    private void Add(ref float inputs, ref float outputGradients, Span<float> gradients)
    {
        Span<float> sums = stackalloc float[FilterTiles.Sums];
        int next = _gradients.ChannelStride, filter = 0;
        ReadOnlySpan<int> channels = [0, next, 2 * next, 3 * next];
        for (int tile = 0; tile < _tiles.Fours + _tiles.Threes; tile++)
        {
            bool areFour = tile < _tiles.Fours;
            int filters = areFour ? 4 : 3, taps = FilterTiles.Sums / filters;
            var ofFilters = new LaneStreams(
                ref Unsafe.Add(ref outputGradients, _gradients.Place(filter, 0, 0)), channels[..filters], _gradients.LineStride,
                _gradients.Lanes);
            for (int tap = 0; tap < _count; tap += taps)
            {
                var ofTaps = new LaneStreams(ref inputs, _taps.AsSpan(tap, taps), _inputLine, _inputStep);
                if (areFour)
                    LaneSlope<TVector, TLanes>.Run(ofFilters, ofTaps, _gradients.Height, _gradients.Width, sums);
                else
                    LaneSlope<TVector, TLanes>.Run(ofTaps, ofFilters, _gradients.Height, _gradients.Width, sums);
                Add(sums, filter, areFour ? (3, 1) : (1, 3), tap, gradients);
            }

            filter += filters;
        }
    }

    /// <summary>Adds a tile's sums, but those of stand-ins.</summary>
    /// <param name="sums">The sums.</param>
    /// <param name="filter">The first filter.</param>
    /// <param name="strides">From the sum of a filter, and of a tap, to that of the next.</param>
    /// <param name="tap">The first tap.</param>
    /// <param name="gradients">What they are added to.</param>
    private void Add(ReadOnlySpan<float> sums, int filter, (int Filter, int Tap) strides, int tap, Span<float> gradients)
    {
        int filters = strides.Tap == 1 ? 4 : 3, count = Math.Min(FilterTiles.Sums / filters, _count - tap);
        for (int i = 0; i < filters && filter + i < _gradients.Channels; i++)
        {
            Span<float> own = gradients.Slice(((filter + i) * _count) + tap, count);
            for (int j = 0; j < own.Length; j++)
                own[j] += sums[(i * strides.Filter) + (j * strides.Tap)];
        }
    }
}
