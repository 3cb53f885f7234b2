using System.Numerics;
using System.Numerics.Tensors;

namespace MLFlux.Images;

/// <summary>
/// Turns the bytes of one image, channels side by side in each pixel, into floats, one plane a channel:
/// <c>(pixel × scale − mean) ÷ standard deviation</c>.
/// </summary>
internal sealed class PixelConverter
{
    /// <summary>Pixels of one channel that are gathered before they are converted; they stay in the first-level cache.</summary>
    private const int GatheredPixels = 1024;

    private readonly float _scale;
    private readonly float[]? _mean;
    private readonly float[]? _standardDeviation;

    /// <param name="scale">The factor on each byte.</param>
    /// <param name="mean">Per channel, taken away after scaling; null for 0.</param>
    /// <param name="standardDeviation">Per channel, divided by at the end; null for 1.</param>
    public PixelConverter(float scale, float[]? mean, float[]? standardDeviation)
    {
        _scale = scale;
        _mean = mean;
        _standardDeviation = standardDeviation;
    }

    /// <summary>Converts one image.</summary>
    /// <param name="pixels">Height × width × channels bytes.</param>
    /// <param name="channels">The number of channels.</param>
    /// <param name="planes">Channels × height × width floats.</param>
    public void Convert(ReadOnlySpan<byte> pixels, int channels, Span<float> planes)
    {
        if (channels == 1)
        {
            ConvertChannel(pixels, 0, planes);
            return;
        }

        int plane = planes.Length / channels;
        Span<byte> gathered = stackalloc byte[GatheredPixels];
        for (int first = 0; first < plane; first += GatheredPixels)
        {
            int count = Math.Min(GatheredPixels, plane - first);
            ReadOnlySpan<byte> block = pixels.Slice(first * channels, count * channels);
            for (int channel = 0; channel < channels; channel++)
            {
                for (int i = 0, source = channel; i < count; i++, source += channels)
                    gathered[i] = block[source];
                ConvertChannel(gathered[..count], channel, planes.Slice((channel * plane) + first, count));
            }
        }
    }

    private void ConvertChannel(ReadOnlySpan<byte> pixels, int channel, Span<float> values)
    {
        int done = 0;
        for (; done <= pixels.Length - Vector<byte>.Count; done += Vector<byte>.Count)
            StoreScaled(pixels[done..], values[done..]);
        for (; done < pixels.Length; done++)
            values[done] = pixels[done] * _scale;

        // In place and still in the cache. Skipped parts leave the exact product of pixel and scale.
        if (_mean is not null)
            TensorPrimitives.Subtract(values, _mean[channel], values);
        if (_standardDeviation is not null)
            TensorPrimitives.Divide(values, _standardDeviation[channel], values);
    }

    /// <summary>Widens and scales one vector of bytes.</summary>
    private void StoreScaled(ReadOnlySpan<byte> pixels, Span<float> values)
    {
        Vector.Widen(new Vector<byte>(pixels), out var low, out var high);
        StoreScaled(low, values);
        StoreScaled(high, values[Vector<ushort>.Count..]);
    }

    private void StoreScaled(Vector<ushort> pixels, Span<float> values)
    {
        Vector.Widen(pixels, out var low, out var high);
        // As signed integers: the conversion is one instruction, and 255 is far from the sign.
        (Vector.ConvertToSingle(Vector.AsVectorInt32(low)) * _scale).CopyTo(values);
        (Vector.ConvertToSingle(Vector.AsVectorInt32(high)) * _scale).CopyTo(values[Vector<float>.Count..]);
    }
}
