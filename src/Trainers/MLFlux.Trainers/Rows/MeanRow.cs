using System.Numerics.Tensors;

namespace MLFlux.Rows;

/// <summary>The mean of rows of features.</summary>
internal static class MeanRow
{
    /// <summary>So many rows are summed in 32 bits, which costs a digit at the most, before they are added up in 64.</summary>
    private const int BlockRows = 64;

    /// <summary>The mean of each value over rows, of which there is at least one.</summary>
    public static float[] Of(RowWindow rows)
    {
        int width = rows.Set.Features.Width;
        var block = new float[checked(BlockRows * width)];
        var sum = new float[width];
        var sums = new double[width];
        for (int start = 0; start < rows.Order.Length; start += BlockRows)
        {
            ReadOnlySpan<int> taken = rows.Order.AsSpan(start, Math.Min(BlockRows, rows.Order.Length - start));
            rows.Set.Features.Gather(taken, block);
            Array.Clear(sum);
            for (int row = 0; row < taken.Length; row++)
                TensorPrimitives.Add(sum, block.AsSpan(row * width, width), sum);
            for (int i = 0; i < width; i++)
                sums[i] += sum[i];
        }

        return [.. sums.Select(value => (float)(value / rows.Order.Length))];
    }
}
