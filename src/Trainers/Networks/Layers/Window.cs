namespace MLFlux.Networks;

/// <summary>A window that moves over an image: a convolution's kernel or a pool's window, and how it moves.</summary>
internal sealed record Window(
    (int Height, int Width) Size, (int Height, int Width) Stride, (int Height, int Width) Dilation, Padding Padding)
{
    /// <summary>Rows and columns put above and left of the image.</summary>
    public (int Height, int Width) Before => Padding.IsSame
        ? ((Reach(Size.Height, Dilation.Height) - 1) / 2, (Reach(Size.Width, Dilation.Width) - 1) / 2)
        : (Padding.Height, Padding.Width);

    /// <summary>Rows and columns put below and right of the image.</summary>
    public (int Height, int Width) After => Padding.IsSame
        ? (Reach(Size.Height, Dilation.Height) / 2, Reach(Size.Width, Dilation.Width) / 2)
        : (Padding.Height, Padding.Width);

    /// <summary>The shape of the output, channels × height × width, for an input of that shape.</summary>
    /// <exception cref="NetworkShapeException">The input is no image, or smaller than the window.</exception>
    public Shape OutputShape(Layer layer, Shape input, int channels)
    {
        EnsureImage(layer, input);
        return Sizes.ToShape(
            layer,
            "output",
            channels,
            Output(layer, "high", input[1], Before.Height + After.Height, Size.Height, Stride.Height, Dilation.Height),
            Output(layer, "wide", input[2], Before.Width + After.Width, Size.Width, Stride.Width, Dilation.Width));
    }

    /// <summary>Makes sure that the shape is channels × height × width.</summary>
    public static void EnsureImage(Layer layer, Shape input)
    {
        switch (input.Rank)
        {
            case 3:
                return;
            case 1:
                throw new NetworkShapeException(
                    layer, $"expects channels × height × width, got {input.Size} values. Put it before Flatten().");
            case 2:
                throw new NetworkShapeException(
                    layer, $"expects channels × height × width, got {input}. Give the features the dimensions 1×{input}.");
            default:
                throw new NetworkShapeException(layer, $"expects channels × height × width, got {input}.");
        }
    }

    private static long Output(Layer layer, string side, int input, int padding, int size, int stride, int dilation)
    {
        long padded = (long)input + padding;
        int reach = Reach(size, dilation);
        if (reach > padded)
        {
            string with = padding == 0 ? "" : $" with its padding of {padding}";
            throw new NetworkShapeException(
                layer, $"its window is {reach} {side}, its input only {padded}{with}. Use a smaller window, or padding: Padding.Same.");
        }

        return ((padded - reach) / stride) + 1;
    }

    /// <summary>How many rows or columns a window with gaps covers; fits, see <see cref="Require.MostSteps"/>.</summary>
    private static int Reach(int size, int dilation) => ((size - 1) * dilation) + 1;
}
