using System.Collections.Immutable;

namespace MLFlux.Graphs;

/// <summary>Known values, stretched to each other as NumPy does.</summary>
internal static class Stretched
{
    /// <summary>More numbers than this are computed with the batch, not before.</summary>
    private const int MostNumbers = 1 << 16;

    /// <summary>Each pair of two values' numbers; null where some are not known, or the function knows nothing of a pair.</summary>
    public static ImmutableArray<GraphNumber>? Zip(
        GraphValue one, GraphValue other, GraphValue output, Func<GraphNumber, GraphNumber, GraphNumber?> function)
    {
        if (one.Known is not { } left || other.Known is not { } right || To(left, one, output) is not { } all
            || To(right, other, output) is not { } others)
            return null;

        var numbers = ImmutableArray.CreateBuilder<GraphNumber>(all.Length);
        for (int i = 0; i < all.Length; i++)
        {
            if (function(all[i], others[i]) is not { } number)
                return null;
            numbers.Add(number);
        }

        return numbers.MoveToImmutable();
    }

    /// <summary>The numbers of a value, stretched to the dimensions of another; null where those are too many or depend on the
    /// rows.</summary>
    public static GraphNumber[]? To(ImmutableArray<GraphNumber> numbers, GraphValue from, GraphValue to)
    {
        if (to.Count is not { IsPerRow: false, Value: <= MostNumbers } count
            || to.Dimensions.Any(dimension => dimension.IsPerRow || !(dimension.Value >= 1)))
            return null;
        var stretched = new GraphNumber[(int)count.Value];
        int[] strides = Strides(from, to.Rank), sizes = [.. to.Dimensions.Select(dimension => (int)dimension.Value)];
        for (int i = 0; i < stretched.Length; i++)
        {
            int place = 0, rest = i;
            for (int axis = sizes.Length - 1; axis >= 0; axis--)
            {
                place += rest % sizes[axis] * strides[axis];
                rest /= sizes[axis];
            }

            stretched[i] = numbers[place];
        }

        return stretched;
    }

    /// <summary>How far apart neighbours along each dimension lie; 0 where a value is stretched.</summary>
    private static int[] Strides(GraphValue value, int rank)
    {
        var strides = new int[rank];
        int stride = 1;
        for (int i = 1; i <= value.Rank; i++)
        {
            int size = (int)value.Dimensions[^i].Value;
            strides[^i] = size == 1 ? 0 : stride;
            stride *= size;
        }

        return strides;
    }
}
