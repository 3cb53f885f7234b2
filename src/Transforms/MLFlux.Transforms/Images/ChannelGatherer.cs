using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLFlux.Images;

/// <summary>Takes one channel out of pixels whose channels lie side by side.</summary>
internal static class ChannelGatherer
{
    /// <summary>For each of three channels and each third of 48 bytes: which byte of that third goes where, 255 for none.</summary>
    private static readonly Vector128<byte>[] s_thirds = MakeThirds();

    /// <param name="pixels">Pixels of <paramref name="channels"/> bytes each.</param>
    /// <param name="channels">The number of channels.</param>
    /// <param name="channel">The channel to take, counted from 0.</param>
    /// <param name="gathered">Room for one byte a pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(ReadOnlySpan<byte> pixels, int channels, int channel, Span<byte> gathered)
    {
        int done = 0;
        if (channels == 3)
        {
            var (first, second, third) = (s_thirds[3 * channel], s_thirds[(3 * channel) + 1], s_thirds[(3 * channel) + 2]);
            for (; done <= gathered.Length - Vector128<byte>.Count; done += Vector128<byte>.Count)
            {
                ReadOnlySpan<byte> block = pixels.Slice(3 * done, 3 * Vector128<byte>.Count);
                var taken = Vector128.Shuffle(Vector128.Create(block), first)
                    | Vector128.Shuffle(Vector128.Create(block[Vector128<byte>.Count..]), second)
                    | Vector128.Shuffle(Vector128.Create(block[(2 * Vector128<byte>.Count)..]), third);
                taken.CopyTo(gathered[done..]);
            }
        }

        for (int source = (done * channels) + channel; done < gathered.Length; done++, source += channels)
            gathered[done] = pixels[source];
    }

    private static Vector128<byte>[] MakeThirds()
    {
        var thirds = new Vector128<byte>[9];
        for (int channel = 0; channel < 3; channel++)
        {
            for (int third = 0; third < 3; third++)
            {
                byte[] places = new byte[Vector128<byte>.Count];
                for (int i = 0; i < places.Length; i++)
                {
                    int source = (3 * i) + channel - (third * Vector128<byte>.Count);
                    places[i] = source is >= 0 and < 16 ? (byte)source : byte.MaxValue;
                }

                thirds[(3 * channel) + third] = Vector128.Create(places);
            }
        }

        return thirds;
    }
}
