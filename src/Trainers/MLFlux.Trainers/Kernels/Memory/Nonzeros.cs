using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MLFlux.Kernels;

/// <summary>Finds the values that are not zero.</summary>
internal static class Nonzeros
{
    /// <param name="values">The values.</param>
    /// <param name="places">Takes where they stand; as long as <paramref name="values"/> at the most.</param>
    /// <param name="found">Takes what they are.</param>
    /// <returns>How many there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Find(ReadOnlySpan<float> values, Span<int> places, Span<float> found)
    {
        int count = 0;
        ReadOnlySpan<Vector256<float>> vectors = MemoryMarshal.Cast<float, Vector256<float>>(values);
        for (int i = 0; i < vectors.Length; i++)
        {
            uint zeros = Vector256.Equals(vectors[i], Vector256<float>.Zero).ExtractMostSignificantBits();
            for (uint left = ~zeros & byte.MaxValue; left != 0; left &= left - 1)
            {
                int place = (i * Vector256<float>.Count) + BitOperations.TrailingZeroCount(left);
                places[count] = place;
                found[count++] = values[place];
            }
        }

        for (int place = vectors.Length * Vector256<float>.Count; place < values.Length; place++)
        {
            if (values[place] == 0)
                continue;
            places[count] = place;
            found[count++] = values[place];
        }

        return count;
    }

    /// <summary>How many values are not zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Count(ReadOnlySpan<float> values)
    {
        int count = 0;
        ReadOnlySpan<Vector256<float>> vectors = MemoryMarshal.Cast<float, Vector256<float>>(values);
        foreach (Vector256<float> vector in vectors)
        {
            uint zeros = Vector256.Equals(vector, Vector256<float>.Zero).ExtractMostSignificantBits();
            count += Vector256<float>.Count - BitOperations.PopCount(zeros);
        }

        foreach (float value in values[(vectors.Length * Vector256<float>.Count)..])
            count += value == 0 ? 0 : 1;
        return count;
    }

    /// <summary>The place of the next value that is not zero, from a place on; -1 for none.</summary>
    public static int Next(ReadOnlySpan<float> values, int from)
    {
        while (from < values.Length)
        {
            // As whole numbers they are gone through many at a time; -0 is zero, too.
            int next = MemoryMarshal.Cast<float, uint>(values[from..]).IndexOfAnyExcept(0u);
            if (next < 0)
                return -1;
            from += next;
            if (values[from] != 0)
                return from;
            from++;
        }

        return -1;
    }
}
