using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLFlux.Kernels;

/// <summary>
/// A convolution of one image, channels × height × width, that moves by one and is not padded. Values beside each other in an output row
/// are computed as one vector. The last vector of a row overlaps the one before, so that no row has a rest.
/// </summary>
internal sealed class ConvolutionKernel
{
    /// <summary>How many filters and vectors are computed at a time: as many sums as hide how long an addition takes.</summary>
    private const int Filters = 2, Vectors = 4;

    private readonly int _filters;
    private readonly int _inputSize;
    private readonly int _outputSize;
    private readonly float[] _weights; // Two filters stand side by side: [taps, 2] for each pair.
    private readonly float[] _bias;
    private readonly int[] _taps; // The offsets, from the first, of the input values that one sum takes.
    private readonly int[] _inputs; // The place in the input of each vector's first value.
    private readonly int[] _outputs; // The place in a channel of the output of each vector's first value.

    /// <param name="weight">[filters, channels, kernelHeight, kernelWidth].</param>
    /// <param name="bias">[filters], or empty.</param>
    /// <param name="channels">How many channels the input has.</param>
    /// <param name="height">The input's height, at least the kernel's.</param>
    /// <param name="width">The input's width; see <see cref="Takes"/>.</param>
    /// <param name="filters">How many channels the output has.</param>
    /// <param name="kernelHeight">The kernel's height.</param>
    /// <param name="kernelWidth">The kernel's width.</param>
    public ConvolutionKernel(
        ReadOnlySpan<float> weight,
        ReadOnlySpan<float> bias,
        int channels,
        int height,
        int width,
        int filters,
        int kernelHeight,
        int kernelWidth)
    {
        int rows = height - kernelHeight + 1, columns = width - kernelWidth + 1, taps = channels * kernelHeight * kernelWidth;
        _filters = filters;
        _inputSize = channels * height * width;
        _outputSize = rows * columns;
        _bias = new float[filters];
        bias.CopyTo(_bias);
        _taps = [.. Enumerable.Range(0, taps).Select(tap =>
        {
            (int line, int x) = Math.DivRem(tap, kernelWidth);
            (int channel, int y) = Math.DivRem(line, kernelHeight);
            return (((channel * height) + y) * width) + x;
        })];
        _weights = new float[(filters + Filters - 1) / Filters * Filters * taps];
        for (int filter = 0; filter < filters; filter++)
        {
            for (int tap = 0; tap < taps; tap++)
                _weights[((filter / Filters * taps) + tap) * Filters + filter % Filters] = weight[(filter * taps) + tap];
        }

        // Vectors are computed in groups. The last vector is repeated to fill the last group.
        (int Row, int Column)[] places =
            [.. Enumerable.Range(0, rows).SelectMany(row => Starts(columns).Select(column => (row, column)))];
        places = [.. places, .. Enumerable.Repeat(places[^1], (Vectors - (places.Length % Vectors)) % Vectors)];
        _inputs = [.. places.Select(place => (place.Row * width) + place.Column)];
        _outputs = [.. places.Select(place => (place.Row * columns) + place.Column)];
    }

    /// <summary>Whether an output row of this width has at least a vector.</summary>
    public static bool Takes(int outputWidth) => outputWidth >= Vector<float>.Count;

    /// <param name="x">[channels, height, width].</param>
    /// <param name="y">Takes [filters, outputHeight, outputWidth].</param>
    public void Run(ReadOnlySpan<float> x, Span<float> y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(x.Length, _inputSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(y.Length, _filters * _outputSize);
        for (int filter = 0; filter < _filters; filter += Filters)
        {
            // A last filter without a partner is computed with a stand-in. The stand-in is written first, and the filter over it.
            int second = Math.Min(filter + 1, _filters - 1);
            ReadOnlySpan<float> weights = _weights.AsSpan(filter * _taps.Length, Filters * _taps.Length);
            RunTwo(x, weights, Channel(y, filter), _bias[filter], Channel(y, second), _bias[second]);
        }
    }

    /// <summary>Two filters. No place is beyond the input: the constructor made them of its size, which <see cref="Run"/> checks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunTwo(
        ReadOnlySpan<float> x, ReadOnlySpan<float> weights, Span<float> first, float firstBias, Span<float> second, float secondBias)
    {
        ref float input = ref MemoryMarshal.GetReference(x);
        ref float weight = ref MemoryMarshal.GetReference(weights);
        ReadOnlySpan<int> taps = _taps;
        for (int i = 0; i < _inputs.Length; i += Vectors)
        {
            Vector<float> a0 = new(firstBias), a1 = a0, a2 = a0, a3 = a0, b0 = new(secondBias), b1 = b0, b2 = b0, b3 = b0;
            ref float x0 = ref Unsafe.Add(ref input, _inputs[i]);
            ref float x1 = ref Unsafe.Add(ref input, _inputs[i + 1]);
            ref float x2 = ref Unsafe.Add(ref input, _inputs[i + 2]);
            ref float x3 = ref Unsafe.Add(ref input, _inputs[i + 3]);
            for (int tap = 0; tap < taps.Length; tap++)
            {
                nuint place = (nuint)taps[tap];
                var a = new Vector<float>(Unsafe.Add(ref weight, Filters * tap));
                var b = new Vector<float>(Unsafe.Add(ref weight, (Filters * tap) + 1));
                Vector<float> v0 = Vector.LoadUnsafe(ref x0, place), v1 = Vector.LoadUnsafe(ref x1, place);
                Vector<float> v2 = Vector.LoadUnsafe(ref x2, place), v3 = Vector.LoadUnsafe(ref x3, place);
                a0 = Vector.MultiplyAddEstimate(v0, a, a0);
                b0 = Vector.MultiplyAddEstimate(v0, b, b0);
                a1 = Vector.MultiplyAddEstimate(v1, a, a1);
                b1 = Vector.MultiplyAddEstimate(v1, b, b1);
                a2 = Vector.MultiplyAddEstimate(v2, a, a2);
                b2 = Vector.MultiplyAddEstimate(v2, b, b2);
                a3 = Vector.MultiplyAddEstimate(v3, a, a3);
                b3 = Vector.MultiplyAddEstimate(v3, b, b3);
            }

            Store(second, i, b0, b1, b2, b3);
            Store(first, i, a0, a1, a2, a3);
        }
    }

    private Span<float> Channel(Span<float> y, int filter) => y.Slice(filter * _outputSize, _outputSize);

    private void Store(Span<float> channel, int i, Vector<float> v0, Vector<float> v1, Vector<float> v2, Vector<float> v3)
    {
        v0.CopyTo(channel[_outputs[i]..]);
        v1.CopyTo(channel[_outputs[i + 1]..]);
        v2.CopyTo(channel[_outputs[i + 2]..]);
        v3.CopyTo(channel[_outputs[i + 3]..]);
    }

    private static IEnumerable<int> Starts(int columns)
    {
        int column = 0;
        for (; column + Vector<float>.Count <= columns; column += Vector<float>.Count)
            yield return column;
        if (column < columns)
            yield return columns - Vector<float>.Count;
    }
}
