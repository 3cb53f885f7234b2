using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>What lies under a convolution's window at each of its places; places that reach beyond the rows are left out.</summary>
internal static class WindowPatches
{
    /// <param name="rows">[rows, channels, ...axes].</param>
    /// <param name="window">The window.</param>
    /// <returns>[rows · places, channels · ...kernel], as a row of the convolution's weight has them.</returns>
    public static Tensor Of(Tensor rows, Window window)
    {
        int rank = window.Rank;
        long[] places = [.. Enumerable.Range(0, rank).Select(axis => Places(rows.size(axis + 2), window, axis))];
        if (places.Any(count => count < 1))
            return rows.new_empty(0, rows.size(1) * window.Size.ToArray().Aggregate(1, (product, size) => product * size));

        Tensor[] parts = [.. Offsets(window.Size.ToArray()).Select(offset => Part(rows, window, places, offset))];
        Tensor all = stack(parts, 2); // [rows, channels, kernel, ...places]
        long[] order = [0, .. Enumerable.Range(3, rank), 1, 2];
        return all.permute(order).reshape(-1, rows.size(1) * parts.Length);
    }

    private static long Places(long size, Window window, int axis)
    {
        long reach = (long)window.Dilation[axis] * (window.Size[axis] - 1);
        return size <= reach ? 0 : ((size - reach - 1) / window.Stride[axis]) + 1;
    }

    /// <summary>One value of the window at all places.</summary>
    private static Tensor Part(Tensor rows, Window window, long[] places, int[] offset)
    {
        Tensor part = rows;
        for (int axis = 0; axis < offset.Length; axis++)
        {
            long first = (long)offset[axis] * window.Dilation[axis];
            part = part.slice(axis + 2, first, first + ((places[axis] - 1) * window.Stride[axis]) + 1, window.Stride[axis]);
        }

        return part;
    }

    /// <summary>The places of a window's values, the last axis first.</summary>
    private static IEnumerable<int[]> Offsets(int[] kernel)
    {
        IEnumerable<int[]> all = [[]];
        foreach (int size in kernel)
            all = [.. all.SelectMany(before => Enumerable.Range(0, size), (before, next) => (int[])[.. before, next])];
        return all;
    }
}
