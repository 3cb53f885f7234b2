using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLFlux.Kernels;

/// <summary>
/// Products of matrices with few nonzero values and dense ones whose rows are padded to whole vectors. Optimized at their first call:
/// a first epoch is often the only one.
/// </summary>
internal static class NonzeroProduct
{
    /// <summary>How many vectors are added up at a time, in registers: as many as hide how long an addition takes.</summary>
    private const int Block = 8;

    /// <summary>A number of values rounded up to whole vectors.</summary>
    public static int Padded(int length) => (length + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;

    /// <summary>sum += Σ valuesᵢ · matrix[placesᵢ], over rows of the matrix.</summary>
    /// <param name="values">The factors.</param>
    /// <param name="places">The rows of the matrix they belong to.</param>
    /// <param name="matrix">Rows as long as <paramref name="sum"/>.</param>
    /// <param name="sum">What is added to, a whole number of vectors.</param>
    public static void AddRows(ReadOnlySpan<float> values, ReadOnlySpan<int> places, ReadOnlySpan<float> matrix, Span<float> sum)
    {
        int stride = sum.Length, block = Block * Vector<float>.Count, start = 0;
        for (; start + block <= stride; start += block)
            AddBlock(values, places, matrix[start..], stride, sum.Slice(start, block));
        for (; start < stride; start += Vector<float>.Count)
            AddVector(values, places, matrix[start..], stride, sum.Slice(start, Vector<float>.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddBlock(
        ReadOnlySpan<float> values, ReadOnlySpan<int> places, ReadOnlySpan<float> matrix, int stride, Span<float> sum)
    {
        Span<Vector<float>> sums = MemoryMarshal.Cast<float, Vector<float>>(sum);
        Vector<float> s0 = sums[0], s1 = sums[1], s2 = sums[2], s3 = sums[3], s4 = sums[4], s5 = sums[5], s6 = sums[6], s7 = sums[7];
        for (int i = 0; i < values.Length; i++)
        {
            var value = new Vector<float>(values[i]);
            ReadOnlySpan<Vector<float>> row =
                MemoryMarshal.Cast<float, Vector<float>>(matrix.Slice(places[i] * stride, Block * Vector<float>.Count));
            s7 = Vector.MultiplyAddEstimate(value, row[7], s7);
            s0 = Vector.MultiplyAddEstimate(value, row[0], s0);
            s1 = Vector.MultiplyAddEstimate(value, row[1], s1);
            s2 = Vector.MultiplyAddEstimate(value, row[2], s2);
            s3 = Vector.MultiplyAddEstimate(value, row[3], s3);
            s4 = Vector.MultiplyAddEstimate(value, row[4], s4);
            s5 = Vector.MultiplyAddEstimate(value, row[5], s5);
            s6 = Vector.MultiplyAddEstimate(value, row[6], s6);
        }

        (sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6], sums[7]) = (s0, s1, s2, s3, s4, s5, s6, s7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddVector(
        ReadOnlySpan<float> values, ReadOnlySpan<int> places, ReadOnlySpan<float> matrix, int stride, Span<float> sum)
    {
        Vector<float> s0 = new(sum), s1 = Vector<float>.Zero, s2 = s1, s3 = s1;
        int i = 0;
        for (; i + 4 <= values.Length; i += 4)
        {
            s0 = Vector.MultiplyAddEstimate(new Vector<float>(values[i]), new Vector<float>(matrix[(places[i] * stride)..]), s0);
            s1 = Vector.MultiplyAddEstimate(new Vector<float>(values[i + 1]), new Vector<float>(matrix[(places[i + 1] * stride)..]), s1);
            s2 = Vector.MultiplyAddEstimate(new Vector<float>(values[i + 2]), new Vector<float>(matrix[(places[i + 2] * stride)..]), s2);
            s3 = Vector.MultiplyAddEstimate(new Vector<float>(values[i + 3]), new Vector<float>(matrix[(places[i + 3] * stride)..]), s3);
        }

        for (; i < values.Length; i++)
            s0 = Vector.MultiplyAddEstimate(new Vector<float>(values[i]), new Vector<float>(matrix[(places[i] * stride)..]), s0);
        (s0 + s1 + s2 + s3).CopyTo(sum);
    }
}
