using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MLFlux.Images;

/// <summary>Takes pixels of four bytes apart into planes of one byte, channels first.</summary>
internal static class Planes
{
    /// <summary>Lays pixels, whose opacity is multiplied in, over a background; they are opaque afterwards.</summary>
    public static void Compose(Span<byte> pixels, (byte Red, byte Green, byte Blue) background)
    {
        for (int i = 0; i < pixels.Length; i += 4)
        {
            int missing = 255 - pixels[i + 3];
            if (missing == 0)
                continue;

            pixels[i] = Over(pixels[i], background.Red, missing);
            pixels[i + 1] = Over(pixels[i + 1], background.Green, missing);
            pixels[i + 2] = Over(pixels[i + 2], background.Blue, missing);
            pixels[i + 3] = 255;
        }

        static byte Over(int pixel, int background, int missing) => (byte)Math.Min(255, pixel + (((background * missing) + 127) / 255));
    }

    /// <summary>Takes red, green, blue pixels apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Split(ReadOnlySpan<byte> pixels, Span<byte> planes)
    {
        int plane = planes.Length / 3;
        ReadOnlySpan<uint> source = MemoryMarshal.Cast<byte, uint>(pixels)[..plane];
        var low = Vector128.Create(255u);
        for (int channel = 0; channel < 3; channel++)
        {
            Span<byte> destination = planes.Slice(channel * plane, plane);
            int shift = 8 * channel, done = 0;
            for (; done <= plane - Vector128<byte>.Count; done += Vector128<byte>.Count)
            {
                ReadOnlySpan<uint> block = source.Slice(done, Vector128<byte>.Count);
                Vector128<ushort> left = Vector128.Narrow((Vector128.Create(block) >>> shift) & low,
                    (Vector128.Create(block[4..]) >>> shift) & low);
                Vector128<ushort> right =
                    Vector128.Narrow((Vector128.Create(block[8..]) >>> shift) & low, (Vector128.Create(block[12..]) >>> shift) & low);
                Vector128.Narrow(left, right).CopyTo(destination[done..]);
            }

            for (; done < plane; done++)
                destination[done] = (byte)(source[done] >> shift);
        }
    }

    /// <summary>Makes one gray plane of red, green, blue pixels: the weights of BT.601 as parts of 65,536, which they add up to.</summary>
    public static void MixGray(ReadOnlySpan<byte> pixels, Span<byte> plane)
    {
        for (int i = 0; i < plane.Length; i++)
            plane[i] = (byte)(((19595 * pixels[4 * i]) + (38470 * pixels[(4 * i) + 1]) + (7471 * pixels[(4 * i) + 2]) + 32768) >> 16);
    }
}
