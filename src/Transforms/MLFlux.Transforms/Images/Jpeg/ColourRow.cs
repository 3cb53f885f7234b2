using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MLFlux.Images;

/// <summary>
/// Makes red, green, blue pixels of a row of brightness and chroma, to the bit as libjpeg does. Source: ITU-T T.871, section 7, in
/// numbers of 16 binary places.
/// </summary>
internal static class ColourRow
{
    private const int Places = 16, Half = 1 << (Places - 1);

    /// <summary>Converts a row, eight pixels at a time.</summary>
    /// <param name="brightness">One sample a pixel, to a multiple of eight.</param>
    /// <param name="blue">Chroma toward blue, as many.</param>
    /// <param name="red">Chroma toward red, as many.</param>
    /// <param name="count">How many pixels count.</param>
    /// <param name="pixels">Takes four bytes for each pixel, to a multiple of eight pixels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Convert(ReadOnlySpan<byte> brightness, ReadOnlySpan<byte> blue, ReadOnlySpan<byte> red, int count, Span<byte> pixels)
    {
        Vector256<int> middle = Vector256.Create(128);
        for (int x = 0; x < count; x += 8)
        {
            Vector256<int> y = Load(brightness, x), cb = Load(blue, x) - middle, cr = Load(red, x) - middle;
            Vector256<int> r = y + (((cr * 91881) + Vector256.Create(Half)) >> Places);
            Vector256<int> g = y + ((Vector256.Create(Half) - (cb * 22554) - (cr * 46802)) >> Places);
            Vector256<int> b = y + (((cb * 116130) + Vector256.Create(Half)) >> Places);
            (Clamp(r) | (Clamp(g) << 8) | (Clamp(b) << 16) | Vector256.Create(255 << 24)).AsByte().CopyTo(pixels[(4 * x)..]);
        }
    }

    /// <summary>Makes gray pixels of a row of brightness alone.</summary>
    public static void Convert(ReadOnlySpan<byte> brightness, int count, Span<byte> pixels)
    {
        Span<uint> whole = MemoryMarshal.Cast<byte, uint>(pixels);
        for (int x = 0; x < count; x++)
            whole[x] = (0x010101u * brightness[x]) | 0xFF000000;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Load(ReadOnlySpan<byte> samples, int x)
    {
        Vector128<ushort> wide = Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(in samples.Slice(x, 8)[0]))
            .AsByte());
        return Vector256.Create(Vector128.WidenLower(wide), Vector128.WidenUpper(wide)).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Clamp(Vector256<int> values) =>
        Vector256.Min(Vector256.Max(values, Vector256<int>.Zero), Vector256.Create(255));
}
