using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLFlux.Images;

/// <summary>
/// Makes the samples of a block of its coefficients, to the bit as libjpeg's accurate integer transform does. Source: Loeffler,
/// Ligtenberg, Moschytz, "Practical Fast 1-D DCT Algorithms with 11 Multiplications", 1989, in numbers of 13 binary places.
/// </summary>
internal static class InverseCosine
{
    private const int Places = 13, PlacesKept = 2;

    /// <summary>Transforms one block and clears it.</summary>
    /// <param name="block">64 coefficients, row by row.</param>
    /// <param name="count">How many of them, in zigzag order, are not all zero.</param>
    /// <param name="samples">Takes eight rows of eight samples.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <returns>False where the numbers grow so large that implementations of libjpeg differ.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Transform(Span<short> block, int count, Span<byte> samples, int stride)
    {
        if (count == 1)
            return Fill(block, samples, stride);

        var first = new Rows(
            Row(block, 0), Row(block, 1), Row(block, 2), Row(block, 3), Row(block, 4), Row(block, 5), Row(block, 6), Row(block, 7));
        // Half of what sixteen bits hold, after this step's factor of 4 √2 at the most.
        Vector256<int> sum = Vector256.Abs(first.A) + Vector256.Abs(first.B) + Vector256.Abs(first.C) + Vector256.Abs(first.D)
            + Vector256.Abs(first.E) + Vector256.Abs(first.F) + Vector256.Abs(first.G) + Vector256.Abs(first.H);
        if (Vector256.GreaterThanAny(sum, Vector256.Create(2890)))
            return false;

        block[..64].Clear();
        Rows columns = Transposed(Pass(first, Places - PlacesKept));
        Rows result = Pass(columns, Places + PlacesKept + 3);
        Vector256<int> least = Vector256.Min(
            Vector256.Min(Vector256.Min(result.A, result.B), Vector256.Min(result.C, result.D)),
            Vector256.Min(Vector256.Min(result.E, result.F), Vector256.Min(result.G, result.H)));
        Vector256<int> most = Vector256.Max(
            Vector256.Max(Vector256.Max(result.A, result.B), Vector256.Max(result.C, result.D)),
            Vector256.Max(Vector256.Max(result.E, result.F), Vector256.Max(result.G, result.H)));
        if (Vector256.LessThanAny(least, Vector256.Create(-384)) || Vector256.GreaterThanAny(most, Vector256.Create(383)))
            return false;

        Vector256<uint> left = Packed(result.A, result.B, result.C, result.D), right = Packed(result.E, result.F, result.G, result.H);
        Store(Vector256.WidenLower(left) | (Vector256.WidenLower(right) << 32), samples, stride);
        Store(Vector256.WidenUpper(left) | (Vector256.WidenUpper(right) << 32), samples[(4 * stride)..], stride);
        return true;
    }

    /// <summary>A block of one value.</summary>
    private static bool Fill(Span<short> block, Span<byte> samples, int stride)
    {
        int value = (block[0] + 4) >> 3;
        block[0] = 0;
        if (value is < -384 or > 383)
            return false;

        ulong row = 0x0101010101010101 * (ulong)Math.Clamp(value + 128, 0, 255);
        for (int y = 0; y < 8; y++)
            BinaryPrimitives.WriteUInt64LittleEndian(samples[(y * stride)..], row);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Row(Span<short> block, int y)
    {
        Vector128<short> row = Vector128.Create<short>(block.Slice(8 * y, 8));
        return Vector256.Create(Vector128.WidenLower(row), Vector128.WidenUpper(row));
    }

    /// <summary>Transforms eight columns at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Rows Pass(Rows x, int shift)
    {
        Vector256<int> half = Vector256.Create(1 << (shift - 1));
        Vector256<int> turned = (x.C + x.G) * 4433;
        Vector256<int> sixth = turned - (x.G * 15137), second = turned + (x.C * 6270);
        Vector256<int> sum = ((x.A + x.E) << Places) + half, difference = ((x.A - x.E) << Places) + half;
        Vector256<int> even0 = sum + second, even3 = sum - second, even1 = difference + sixth, even2 = difference - sixth;

        Vector256<int> shared = (x.H + x.D + x.F + x.B) * 9633;
        Vector256<int> outer = (x.H + x.B) * -7373, inner = (x.F + x.D) * -20995;
        Vector256<int> third = shared - ((x.H + x.D) * 16069), fifth = shared - ((x.F + x.B) * 3196);
        Vector256<int> odd0 = (x.B * 12299) + outer + fifth, odd1 = (x.D * 25172) + inner + third;
        Vector256<int> odd2 = (x.F * 16819) + inner + fifth, odd3 = (x.H * 2446) + outer + third;

        return new Rows(
            (even0 + odd0) >> shift, (even1 + odd1) >> shift, (even2 + odd2) >> shift, (even3 + odd3) >> shift,
            (even3 - odd3) >> shift, (even2 - odd2) >> shift, (even1 - odd1) >> shift, (even0 - odd0) >> shift);
    }

    /// <summary>Exchanges rows and columns of numbers that fit into 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Rows Transposed(Rows x)
    {
        Vector256<uint> ab = Pair(x.A, x.B), cd = Pair(x.C, x.D), ef = Pair(x.E, x.F), gh = Pair(x.G, x.H);
        Vector256<ulong> upperLeft = Vector256.WidenLower(ab) | (Vector256.WidenLower(cd) << 32);
        Vector256<ulong> upperRight = Vector256.WidenUpper(ab) | (Vector256.WidenUpper(cd) << 32);
        Vector256<ulong> lowerLeft = Vector256.WidenLower(ef) | (Vector256.WidenLower(gh) << 32);
        Vector256<ulong> lowerRight = Vector256.WidenUpper(ef) | (Vector256.WidenUpper(gh) << 32);
        return new Rows(
            Column(upperLeft, lowerLeft, 0), Column(upperLeft, lowerLeft, 1), Column(upperLeft, lowerLeft, 2),
            Column(upperLeft, lowerLeft, 3),
            Column(upperRight, lowerRight, 0), Column(upperRight, lowerRight, 1), Column(upperRight, lowerRight, 2),
            Column(upperRight, lowerRight, 3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Pair(Vector256<int> low, Vector256<int> high) =>
        ((low & Vector256.Create(0xFFFF)) | (high << 16)).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Column(Vector256<ulong> upper, Vector256<ulong> lower, int index)
    {
        Vector128<short> column = Vector128.Create(upper.GetElement(index), lower.GetElement(index)).AsInt16();
        return Vector256.Create(Vector128.WidenLower(column), Vector128.WidenUpper(column));
    }

    /// <summary>For each of eight rows the bytes of four samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Packed(Vector256<int> a, Vector256<int> b, Vector256<int> c, Vector256<int> d) =>
        (Sample(a) | (Sample(b) << 8) | (Sample(c) << 16) | (Sample(d) << 24)).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Sample(Vector256<int> values) =>
        Vector256.Min(Vector256.Max(values + Vector256.Create(128), Vector256<int>.Zero), Vector256.Create(255));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<ulong> rows, Span<byte> samples, int stride)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(samples, rows.GetElement(0));
        BinaryPrimitives.WriteUInt64LittleEndian(samples[stride..], rows.GetElement(1));
        BinaryPrimitives.WriteUInt64LittleEndian(samples[(2 * stride)..], rows.GetElement(2));
        BinaryPrimitives.WriteUInt64LittleEndian(samples[(3 * stride)..], rows.GetElement(3));
    }

    /// <summary>Eight rows of eight numbers.</summary>
    private readonly record struct Rows(
        Vector256<int> A, Vector256<int> B, Vector256<int> C, Vector256<int> D, Vector256<int> E, Vector256<int> F, Vector256<int> G,
        Vector256<int> H);
}
