using System.Numerics;
using System.Runtime.CompilerServices;

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
                ChannelGatherer.Gather(block, channels, channel, gathered[..count]);
                ConvertChannel(gathered[..count], channel, planes.Slice((channel * plane) + first, count));
            }
        }
    }

    /// <summary>Converts one image whose channels are planes already.</summary>
    /// <param name="bytes">Channels × height × width bytes.</param>
    /// <param name="channels">The number of channels.</param>
    /// <param name="planes">Takes channels × height × width floats.</param>
    public void ConvertPlanes(ReadOnlySpan<byte> bytes, int channels, Span<float> planes)
    {
        int plane = bytes.Length / channels;
        for (int channel = 0; channel < channels; channel++)
            ConvertChannel(bytes.Slice(channel * plane, plane), channel, planes.Slice(channel * plane, plane));
    }

    // Compiled at full optimization at once: vector code in the runtime's first, quick tier takes thirty times as long,
    // and would be what the first pass over the data runs.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ConvertChannel(ReadOnlySpan<byte> pixels, int channel, Span<float> values)
    {
        // Nothing taken away and division by 1 leave the exact product of pixel and scale.
        float mean = _mean is null ? 0 : _mean[channel];
        float standardDeviation = _standardDeviation is null ? 1 : _standardDeviation[channel];
        var (means, standardDeviations) = (new Vector<float>(mean), new Vector<float>(standardDeviation));

        int done = 0;
        for (; done <= pixels.Length - Vector<byte>.Count; done += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(pixels[done..]), out var low, out var high);
            Store(low, means, standardDeviations, values[done..]);
            Store(high, means, standardDeviations, values[(done + Vector<ushort>.Count)..]);
        }

        for (; done < pixels.Length; done++)
            values[done] = ((pixels[done] * _scale) - mean) / standardDeviation;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store(Vector<ushort> pixels, Vector<float> means, Vector<float> standardDeviations, Span<float> values)
    {
        Vector.Widen(pixels, out var low, out var high);
        // As signed integers: the conversion is one instruction, and 255 is far from the sign.
        var first = Vector.ConvertToSingle(Vector.AsVectorInt32(low)) * _scale;
        var second = Vector.ConvertToSingle(Vector.AsVectorInt32(high)) * _scale;
        ((first - means) / standardDeviations).CopyTo(values);
        ((second - means) / standardDeviations).CopyTo(values[Vector<float>.Count..]);
    }
}
