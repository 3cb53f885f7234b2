using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLFlux.Kernels;

/// <summary>
/// Copies matrices with rows and columns exchanged, in squares of 8 × 8 where the processor has AVX, and what is left of them in
/// squares of 4 × 4 where it has SSE.
/// </summary>
internal static class MatrixTranspose
{
    private const int Side = 8, Half = 4;

    /// <param name="source">[rows, columns], each row <paramref name="sourceStride"/> values after the one before.</param>
    /// <param name="sourceStride">How far a row of the source is from the next.</param>
    /// <param name="target">[columns, rows], each row <paramref name="targetStride"/> values after the one before.</param>
    /// <param name="targetStride">How far a row of the target is from the next.</param>
    /// <param name="rows">The rows of the source.</param>
    /// <param name="columns">The columns of the source.</param>
    public static void Copy(ReadOnlySpan<float> source, int sourceStride, Span<float> target, int targetStride, int rows, int columns)
    {
        int wholeRows = Avx.IsSupported ? rows / Side * Side : 0, wholeColumns = Avx.IsSupported ? columns / Side * Side : 0;
        for (int row = 0; row < wholeRows; row += Side)
        {
            for (int column = 0; column < wholeColumns; column += Side)
                CopySquare(source[(row * sourceStride + column)..], sourceStride, target[(column * targetStride + row)..], targetStride);
        }

        CopyRest(source, sourceStride, target, targetStride, (0, wholeRows), (wholeColumns, columns));
        CopyRest(source, sourceStride, target, targetStride, (wholeRows, rows), (0, columns));
    }

    /// <summary>Copies some rows, of each the columns from one to the one behind the last.</summary>
    private static void CopyRest(
        ReadOnlySpan<float> source, int sourceStride, Span<float> target, int targetStride, (int First, int End) rows,
        (int First, int End) columns)
    {
        int halves = Sse.IsSupported ? (rows.End - rows.First) / Half : 0, endOfHalves = rows.First + (halves * Half);
        int wholeColumns = columns.First + ((columns.End - columns.First) / Half * Half);
        for (int row = rows.First; row < endOfHalves; row += Half)
        {
            for (int column = columns.First; column < wholeColumns; column += Half)
                CopyHalf(source[((row * sourceStride) + column)..], sourceStride, target[((column * targetStride) + row)..], targetStride);
        }

        for (int row = rows.First; row < rows.End; row++)
        {
            for (int column = row < endOfHalves ? wholeColumns : columns.First; column < columns.End; column++)
                target[(column * targetStride) + row] = source[(row * sourceStride) + column];
        }
    }

    private static void CopyHalf(ReadOnlySpan<float> source, int sourceStride, Span<float> target, int targetStride)
    {
        Vector128<float> a = Vector128.Create(source), b = Vector128.Create(source[sourceStride..]);
        Vector128<float> c = Vector128.Create(source[(2 * sourceStride)..]), d = Vector128.Create(source[(3 * sourceStride)..]);
        Vector128<float> lowOfAB = Sse.UnpackLow(a, b), highOfAB = Sse.UnpackHigh(a, b);
        Vector128<float> lowOfCD = Sse.UnpackLow(c, d), highOfCD = Sse.UnpackHigh(c, d);
        Sse.MoveLowToHigh(lowOfAB, lowOfCD).CopyTo(target);
        Sse.MoveHighToLow(lowOfCD, lowOfAB).CopyTo(target[targetStride..]);
        Sse.MoveLowToHigh(highOfAB, highOfCD).CopyTo(target[(2 * targetStride)..]);
        Sse.MoveHighToLow(highOfCD, highOfAB).CopyTo(target[(3 * targetStride)..]);
    }

    private static void CopySquare(ReadOnlySpan<float> source, int sourceStride, Span<float> target, int targetStride)
    {
        (Vector256<float> a0, Vector256<float> a1) = Interleave(Load(source, 0, sourceStride), Load(source, 1, sourceStride));
        (Vector256<float> a2, Vector256<float> a3) = Interleave(Load(source, 2, sourceStride), Load(source, 3, sourceStride));
        (Vector256<float> a4, Vector256<float> a5) = Interleave(Load(source, 4, sourceStride), Load(source, 5, sourceStride));
        (Vector256<float> a6, Vector256<float> a7) = Interleave(Load(source, 6, sourceStride), Load(source, 7, sourceStride));
        StorePair(a0, a2, a4, a6, target, 0, targetStride);
        StorePair(a1, a3, a5, a7, target, 2, targetStride);
    }

    private static (Vector256<float> Low, Vector256<float> High) Interleave(Vector256<float> even, Vector256<float> odd) =>
        (Avx.UnpackLow(even, odd), Avx.UnpackHigh(even, odd));

    /// <summary>Stores the columns <paramref name="first"/>, the next one, and those four further.</summary>
    private static void StorePair(
        Vector256<float> rows01, Vector256<float> rows23, Vector256<float> rows45, Vector256<float> rows67,
        Span<float> target, int first, int stride)
    {
        const byte LowPairs = 0b01_00_01_00, HighPairs = 0b11_10_11_10, LowHalves = 0x20, HighHalves = 0x31;
        Vector256<float> even0 = Avx.Shuffle(rows01, rows23, LowPairs), even4 = Avx.Shuffle(rows45, rows67, LowPairs);
        Vector256<float> odd0 = Avx.Shuffle(rows01, rows23, HighPairs), odd4 = Avx.Shuffle(rows45, rows67, HighPairs);
        Store(Avx.Permute2x128(even0, even4, LowHalves), target, first, stride);
        Store(Avx.Permute2x128(odd0, odd4, LowHalves), target, first + 1, stride);
        Store(Avx.Permute2x128(even0, even4, HighHalves), target, first + 4, stride);
        Store(Avx.Permute2x128(odd0, odd4, HighHalves), target, first + 5, stride);
    }

    private static Vector256<float> Load(ReadOnlySpan<float> source, int row, int stride) => Vector256.Create(source[(row * stride)..]);

    private static void Store(Vector256<float> values, Span<float> target, int row, int stride) => values.CopyTo(target[(row * stride)..]);
}
