using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLFlux.Images;

/// <summary>
/// Makes an image of one size from one of another by weighted means, along rows first, then down columns. Four bytes a pixel,
/// with opacity already multiplied in, so that what is transparent does not bleed.
/// </summary>
/// <remarks>
/// Skia's own scaling at this version either takes single pixels or goes through halved copies; both lose what a shrunken
/// picture shows. For one thread. Buffers are kept from one image to the next, those of very wide or high images are not.
/// </remarks>
internal sealed class Resampler
{
    private const int Channels = 4, KeptValues = 1 << 16;

    private readonly AxisWeights _across = new();
    private readonly AxisWeights _down = new();
    private float[] _row = [];
    private float[] _squeezed = [];
    private float[] _sums = [];

    /// <summary>Resamples a part of an image into a part of a result.</summary>
    /// <param name="pixels">The image.</param>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="height">Its height in pixels.</param>
    /// <param name="place">Which part goes where.</param>
    /// <param name="result">The result; bytes outside the part are left alone.</param>
    /// <param name="resultWidth">Its width in pixels.</param>
    public void Run(ReadOnlySpan<byte> pixels, int width, int height, Placement place, Span<byte> result, int resultWidth)
    {
        _across.Make(width, place.Left, place.Width, place.Columns);
        _down.Make(height, place.Top, place.Height, place.Rows);
        int rowLength = place.Columns * Channels;
        Reserve(ref _row, width * Channels);
        Reserve(ref _squeezed, rowLength);
        Reserve(ref _sums, rowLength * place.Rows);
        Array.Clear(_sums, 0, rowLength * place.Rows);

        int last = _down.Start(place.Rows - 1) + _down.Weights(place.Rows - 1).Length;
        int firstResult = 0;
        for (int y = _down.Start(0); y < last; y++)
        {
            // Rows of the result are finished from the top, and this one may count in several of them.
            while (_down.Start(firstResult) + _down.Weights(firstResult).Length <= y)
                firstResult++;
            Squeeze(pixels.Slice(y * width * Channels, width * Channels));
            for (int i = firstResult; i < place.Rows && _down.Start(i) <= y; i++)
            {
                int tap = y - _down.Start(i);
                if (tap < _down.Weights(i).Length)
                    Add(_squeezed.AsSpan(0, rowLength), _down.Weights(i)[tap], _sums.AsSpan(i * rowLength, rowLength));
            }
        }

        for (int i = 0; i < place.Rows; i++)
            Round(_sums.AsSpan(i * rowLength, rowLength), result.Slice((((place.Y + i) * resultWidth) + place.X) * Channels, rowLength));
        if (_row.Length > KeptValues)
            _row = [];
        _across.Trim(KeptValues);
        _down.Trim(KeptValues);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Squeeze(ReadOnlySpan<byte> pixels)
    {
        Span<float> row = _row.AsSpan(0, pixels.Length);
        for (int i = 0; i < pixels.Length; i += Channels)
        {
            Vector128<uint> wide = Vector128.WidenLower(
                Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<uint>(in pixels[i])).AsByte()));
            Vector128.ConvertToSingle(wide.AsInt32()).CopyTo(row[i..]);
        }

        for (int x = 0; x < _across.Count; x++)
        {
            ReadOnlySpan<float> weights = _across.Weights(x);
            ReadOnlySpan<float> source = row.Slice(_across.Start(x) * Channels, weights.Length * Channels);
            Vector128<float> sum = default;
            for (int i = 0; i < weights.Length; i++)
                sum += Vector128.Create(source.Slice(i * Channels, Channels)) * weights[i];
            sum.CopyTo(_squeezed.AsSpan(x * Channels));
        }
    }

    private static void Add(ReadOnlySpan<float> row, float weight, Span<float> sums) =>
        TensorPrimitives.MultiplyAdd(row, weight, sums, sums);

    private static void Round(ReadOnlySpan<float> sums, Span<byte> bytes)
    {
        for (int i = 0; i < sums.Length; i++)
            bytes[i] = (byte)Math.Clamp(sums[i] + 0.5f, 0, 255);
    }

    private static void Reserve(ref float[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = GC.AllocateUninitializedArray<float>(length);
    }
}
