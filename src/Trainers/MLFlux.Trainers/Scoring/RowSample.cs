using System.Buffers;
using Microsoft.ML.Data;
using MLFlux.Kernels;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MLFlux.Scoring;

/// <summary>What the first rows of a block tell of all.</summary>
internal static class RowSample
{
    private const int Most = 8;

    /// <summary>The share of the features that are not zero.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="inputs">How many features a row has.</param>
    public static double NonzeroShare(ReadOnlySpan<VBuffer<float>> rows, int inputs)
    {
        rows = rows[..Math.Min(rows.Length, Most)];
        return (double)Nonzeros(rows) / Math.Max(1, (long)rows.Length * inputs);
    }

    /// <summary>The share of the features that are not zero in all of as many rows as lie side by side.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="inputs">How many features a row has.</param>
    public static double SeenShare(ReadOnlySpan<VBuffer<float>> rows, int inputs)
    {
        rows = rows[..Math.Min(rows.Length, LaneWidth.Most)];
        foreach (VBuffer<float> row in rows)
        {
            if (!row.IsDense)
                return Math.Min(1, (double)Nonzeros(rows) / inputs); // Few: hardly two rows have the same.
        }

        float[] rented = ArrayPool<float>.Shared.Rent(inputs);
        Span<float> largest = rented.AsSpan(0, inputs);
        largest.Clear();
        foreach (VBuffer<float> row in rows)
            TensorPrimitives.MaxMagnitude(largest, row.GetValues(), largest);
        double share = (double)(inputs - largest.Count(0f)) / inputs;
        ArrayPool<float>.Shared.Return(rented);
        return share;
    }

    private static int Nonzeros(ReadOnlySpan<VBuffer<float>> rows)
    {
        int count = 0;
        foreach (VBuffer<float> row in rows)
            count += row.GetValues().Length - row.GetValues().Count(0f);
        return count;
    }
}
