using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLFlux.Images;

/// <summary>
/// Makes rows of chroma as wide as the image, weighing near samples three times as much as far ones, to the bit as libjpeg does:
/// at the edges, the outermost sample stands for those beyond it.
/// </summary>
internal static class ChromaRows
{
    /// <summary>Samples beyond the last one of a row that are read and written, in whole vectors.</summary>
    public const int Slack = 2 * 16;

    /// <summary>Widens a row of an image whose chroma is halved across.</summary>
    /// <param name="row">The samples, and slack behind them.</param>
    /// <param name="count">How many count.</param>
    /// <param name="sums">Room for them, one before, and the slack.</param>
    /// <param name="wide">Takes twice as many, and slack.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Widen(ReadOnlySpan<byte> row, int count, Span<ushort> sums, Span<byte> wide)
    {
        for (int x = 0; x < count; x += 16)
            Load(row, x).CopyTo(sums[(x + 1)..]);
        Spread(sums, count, 1, 2, 2, wide);
    }

    /// <summary>Makes a row of an image whose chroma is halved both ways.</summary>
    /// <param name="near">The samples next to the row, and slack behind them.</param>
    /// <param name="far">Those on the other side of it.</param>
    /// <param name="count">How many count.</param>
    /// <param name="sums">Room for them, one before, and the slack.</param>
    /// <param name="wide">Takes twice as many, and slack.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Widen(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far, int count, Span<ushort> sums, Span<byte> wide)
    {
        for (int x = 0; x < count; x += 16)
            ((Load(near, x) * 3) + Load(far, x)).CopyTo(sums[(x + 1)..]);
        Spread(sums, count, 8, 7, 4, wide);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread(Span<ushort> sums, int count, ushort halfLeft, ushort halfRight, int shift, Span<byte> wide)
    {
        sums[0] = sums[1];
        sums[count + 1] = sums[count];
        for (int x = 0; x < count; x += 16)
        {
            Vector256<ushort> three = Vector256.Create<ushort>(sums[(x + 1)..]) * 3;
            Vector256<ushort> left = (three + Vector256.Create<ushort>(sums[x..]) + Vector256.Create(halfLeft)) >>> shift;
            Vector256<ushort> right = (three + Vector256.Create<ushort>(sums[(x + 2)..]) + Vector256.Create(halfRight)) >>> shift;
            (left | (right << 8)).AsByte().CopyTo(wide[(2 * x)..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Load(ReadOnlySpan<byte> row, int x)
    {
        Vector128<byte> samples = Vector128.Create(row[x..]);
        return Vector256.Create(Vector128.WidenLower(samples), Vector128.WidenUpper(samples));
    }
}
