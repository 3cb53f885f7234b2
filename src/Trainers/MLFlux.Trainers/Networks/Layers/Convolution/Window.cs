using MLFlux.Construction;

namespace MLFlux;

/// <summary>A window that moves along one to three axes: a convolution's kernel or a pool's window, and how it moves.</summary>
internal sealed record Window(Extent Size, Extent Stride, Extent Dilation, Padding Padding)
{
    private static readonly string[][] Sides = [["long"], ["high", "wide"], ["deep", "high", "wide"]];
    private static readonly string[] Expected =
        ["channels × length", "channels × height × width", "channels × depth × height × width"];

    /// <summary>Along how many axes it moves.</summary>
    public int Rank => Size.Rank;

    /// <summary>How many values are put before the first along an axis.</summary>
    public int Before(int axis) => Padding.IsSame ? (Reach(axis) - 1) / 2 : Amount(axis);

    /// <summary>How many values are put after the last along an axis.</summary>
    public int After(int axis) => Padding.IsSame ? Reach(axis) / 2 : Amount(axis);

    /// <summary>How many values a window with gaps covers along an axis; fits, see <see cref="ArgumentChecks.MostSteps"/>.</summary>
    public int Reach(int axis) => ((Size[axis] - 1) * Dilation[axis]) + 1;

    /// <summary>The shape of the output, channels first, for an input of that shape.</summary>
    /// <exception cref="NetworkShapeException">The input has another number of axes, or is smaller than the window.</exception>
    public Shape OutputShape(Layer layer, Shape input, int channels)
    {
        EnsureAxes(layer, input, Rank);
        var output = new long[Rank + 1];
        output[0] = channels;
        for (int axis = 0; axis < Rank; axis++)
            output[axis + 1] = Output(layer, axis, input[axis + 1]);
        return ShapeArithmetic.ToShape(layer, "output", output);
    }

    /// <summary>Makes sure that the shape is channels and so many axes.</summary>
    public static void EnsureAxes(Layer layer, Shape input, int rank)
    {
        if (input.Rank == rank + 1)
            return;
        string expects = $"expects {Expected[rank - 1]}, got";
        if (input.Rank == 1)
        {
            string remedy = rank == 1 ? $"Put Reshape(1, {input.Size}) before it." : "Put it before Flatten().";
            throw new NetworkShapeException(layer, $"{expects} {input.Size} values. {remedy}");
        }

        string hint = input.Rank == rank ? $" Give the features the dimensions 1×{input}." : "";
        throw new NetworkShapeException(layer, $"{expects} {input}.{hint}");
    }

    private int Amount(int axis) => Padding.Amount.Rank == 0 ? 0 : Padding.Amount[axis];

    private long Output(Layer layer, int axis, int input)
    {
        int padding = Before(axis) + After(axis), reach = Reach(axis);
        long padded = (long)input + padding;
        if (reach > padded)
        {
            string with = padding == 0 ? "" : $" with its padding of {padding}";
            throw new NetworkShapeException(
                layer,
                $"its window is {reach} {Sides[Rank - 1][axis]}, its input only {padded}{with}. Use a smaller window, or padding: "
                + "Padding.Same.");
        }

        return ((padded - reach) / Stride[axis]) + 1;
    }
}
