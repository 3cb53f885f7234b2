using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLFlux.Kernels;

/// <summary>
/// The gradients of a convolution's weights, of blocks of rows. Large images are gone through in bands that stay in the first cache; of
/// small ones those of all blocks of a share together, since sums over the lanes take longer than the products of a few places.
/// </summary>
internal sealed class LaneWeightGradient<TVector, TLanes>
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    /// <summary>Images of so many outputs or fewer are gone through with those of all blocks.</summary>
    private const int MostSmall = 32;

    /// <summary>How many outputs of a channel a band has, at the most.</summary>
    private const int MostInBand = 96;

    /// <summary>How many floats of inputs are gone through for all filters at a time: they stay in the second cache.</summary>
    private const int MostInputs = 1 << 15;

    private readonly LanePlanes _gradients;
    private readonly FilterTiles _tiles;
    private readonly int _inputLine; // From an input to that of the next line of places.
    private readonly int _inputStep; // From an input to that of the next place.
    private readonly int[] _taps; // The last is repeated to fill up the last tile of taps.
    private readonly int _first;
    private readonly int _count;
    private readonly int _groups;
    private readonly int _inputGroup; // From a group's inputs to the next one's.
    private readonly int _bandLines;
    private readonly int _bandColumns;
    private readonly int _tapsAtATime;
    private readonly LaneMemory[] _inputs; // Of each block of small images; otherwise none.
    private readonly LaneMemory[] _outputGradients; // Copies, of which a frozen layer makes none.
    private readonly int _size; // Of a copy.
    private int _blocks = 1;

    /// <param name="inputs">How the convolution's inputs lie.</param>
    /// <param name="gradients">How the gradients of its outputs lie.</param>
    /// <param name="rows">The axis from line to line, forward.</param>
    /// <param name="columns">The axis within a line, forward.</param>
    /// <param name="groups">Into how many groups, convolved apart, channels and filters are divided.</param>
    /// <param name="blocks">How many blocks a share has, at the most.</param>
    public LaneWeightGradient(LanePlanes inputs, LanePlanes gradients, TapAxis rows, TapAxis columns, int groups, int blocks)
    {
        bool isSmall = blocks > 1 && gradients.Height * gradients.Width <= MostSmall;
        _inputs = new LaneMemory[isSmall ? blocks : 0];
        (_outputGradients, _size) = (new LaneMemory[_inputs.Length], gradients.Size);
        _bandColumns = Math.Min(gradients.Width, MostInBand);
        _bandLines = MostInBand / _bandColumns;
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
        int ofChannel = Math.Min(MostInBand, gradients.Height * gradients.Width) * inputs.Lanes * (isSmall ? blocks : 1);
        int channels = Math.Max(1, MostInputs / ofChannel);
        _tapsAtATime = ((channels * rows.Taps * columns.Taps) + FilterTiles.Sums - 1) / FilterTiles.Sums * FilterTiles.Sums;
    }

    /// <summary>Begins a share of so many blocks.</summary>
    public void Begin(int blocks) => _blocks = blocks;

    /// <param name="block">Which block of the share it is; they come in their order.</param>
    /// <param name="x">The convolution's inputs, which stay as they are until the share's last block has come.</param>
    /// <param name="outputGradients">The gradients of its outputs.</param>
    /// <param name="gradients">What those of the weights are added to, at the latest with the last block: [filters, channels of a group,
    /// taps].</param>
    public void Add(int block, LaneMemory x, LaneMemory outputGradients, Span<float> gradients)
    {
        if (_inputs.Length == 0)
        {
            Add([x], [outputGradients], gradients);
            return;
        }

        _inputs[block] = x;
        _outputGradients[block] ??= new LaneMemory(_size);
        outputGradients.Span.CopyTo(_outputGradients[block].Span);
        if (block == _blocks - 1)
            Add(_inputs.AsSpan(0, _blocks), _outputGradients.AsSpan(0, _blocks), gradients);
    }

    private void Add(ReadOnlySpan<LaneMemory> x, ReadOnlySpan<LaneMemory> outputGradients, Span<float> gradients)
    {
        int length = gradients.Length / _groups, outputGroup = _gradients.Channels * _gradients.ChannelStride;
        for (int line = 0; line < _gradients.Height; line += _bandLines)
        {
            int lines = Math.Min(_bandLines, _gradients.Height - line);
            for (int column = 0; column < _gradients.Width; column += _bandColumns)
            {
                int columns = Math.Min(_bandColumns, _gradients.Width - column);
                int input = _first + (line * _inputLine) + (column * _inputStep), output = _gradients.Place(0, line, column);
                for (int group = 0; group < _groups; group++)
                {
                    var ofTaps = new LaneStreams(x, input + (group * _inputGroup), _taps, _inputLine, _inputStep);
                    var ofFilters = new LaneStreams(
                        outputGradients, output + (group * outputGroup), [], _gradients.LineStride, _gradients.Lanes);
                    for (int tap = 0; tap < _count; tap += _tapsAtATime)
                        Add(ofTaps, ofFilters, lines, columns, tap, gradients.Slice(group * length, length));
                }
            }
        }
    }

    /// <summary>Adds what some lines and columns of places give the weights of some taps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(in LaneStreams inputs, in LaneStreams outputs, int lines, int columns, int first, Span<float> gradients)
    {
        int end = Math.Min(_count, first + _tapsAtATime);
        Span<float> sums = stackalloc float[FilterTiles.Sums];
        ref float sum = ref MemoryMarshal.GetReference(sums);
        int next = _gradients.ChannelStride, filter = 0;
        ReadOnlySpan<int> channels = [0, next, 2 * next, 3 * next];
        for (int tile = 0; tile < _tiles.Fours + _tiles.Threes; tile++)
        {
            bool areFour = tile < _tiles.Fours;
            int filters = areFour ? 4 : 3, taps = FilterTiles.Sums / filters;
            var ofFilters = new LaneStreams(
                outputs.Blocks, outputs.First + (filter * next), channels[..filters], outputs.Line, outputs.Step);
            for (int tap = first; tap < end; tap += taps)
            {
                var ofTaps = new LaneStreams(
                    inputs.Blocks, inputs.First, inputs.Starts.Slice(tap, taps), inputs.Line, inputs.Step);
                if (areFour)
                    LaneSlope<TVector, TLanes>.Run(ofFilters, ofTaps, lines, columns, ref sum);
                else
                    LaneSlope<TVector, TLanes>.Run(ofTaps, ofFilters, lines, columns, ref sum);
                int own = Math.Min(filters, _gradients.Channels - filter), count = Math.Min(taps, _count - tap);
                Add(ref sum, areFour ? (3, 1) : (1, 3), ref gradients[(filter * _count) + tap], own, count);
            }

            filter += filters;
        }
    }

    /// <summary>Adds a tile's sums, but those of stand-ins.</summary>
    /// <param name="sums">The sums.</param>
    /// <param name="strides">From the sum of a filter, and of a tap, to that of the next.</param>
    /// <param name="gradients">What they are added to.</param>
    /// <param name="filters">How many filters there are.</param>
    /// <param name="taps">How many taps there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(ref float sums, (int Filter, int Tap) strides, ref float gradients, int filters, int taps)
    {
        for (int i = 0; i < filters; i++)
        {
            ref float own = ref Unsafe.Add(ref gradients, i * _count), sum = ref Unsafe.Add(ref sums, i * strides.Filter);
            for (int j = 0; j < taps; j++)
                Unsafe.Add(ref own, j) += Unsafe.Add(ref sum, j * strides.Tap);
        }
    }
}
