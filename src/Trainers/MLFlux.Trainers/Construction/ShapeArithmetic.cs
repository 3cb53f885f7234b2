namespace MLFlux.Construction;

/// <summary>Shapes computed from numbers that may be too large for one.</summary>
internal static class ShapeArithmetic
{
    /// <summary>The shape of those dimensions, each at least 1.</summary>
    /// <exception cref="NetworkShapeException">It would hold more values than a <see cref="Shape"/> may.</exception>
    public static Shape ToShape(Layer layer, string what, params ReadOnlySpan<long> dimensions)
    {
        var fitting = new int[dimensions.Length];
        long size = 1;
        for (int i = 0; i < dimensions.Length; i++)
        {
            // Both factors fit 32 bits, or an earlier turn has thrown.
            size = dimensions[i] > int.MaxValue ? long.MaxValue : size * dimensions[i];
            if (size > int.MaxValue)
            {
                throw new NetworkShapeException(
                    layer,
                    $"its {what} would be {string.Join('×', dimensions.ToArray())}, more than the 2,147,483,647 values of a tensor. Make "
                    + "it smaller.");
            }

            fitting[i] = (int)dimensions[i];
        }

        return new Shape(fitting);
    }
}
