using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux;

/// <summary>The blocks of residual networks for small images.</summary>
/// <remarks>Source: He et al., "Deep Residual Learning for Image Recognition", 2015, section 4.2.</remarks>
internal static class ResidualBlocks
{
    /// <summary>Blocks of one width, the first of which may halve the image.</summary>
    public static IEnumerable<Layer> Stage(int filters, int blocks, bool narrows)
    {
        for (int i = 0; i < blocks; i++)
        {
            yield return i == 0 && narrows ? Narrowing(filters) : SkipConnection(Body(filters, (1, 1)), Combine.Add);
            yield return Activate(Relu);
        }
    }

    /// <summary>The image is as small, and as deep, on the short way: by a convolution of one pixel.</summary>
    private static ParallelLayer Narrowing(int filters) => Parallel(
        Combine.Add,
        Body(filters, (2, 2)),
        Chain(Conv((1, 1), filters, stride: (2, 2), bias: false, initializer: Initializers.KaimingNormal), BatchNorm()));

    private static ChainLayer Body(int filters, (int, int) stride) => Chain(
        Convolution(filters, stride), BatchNorm(), Activate(Relu),
        Convolution(filters, (1, 1)), BatchNorm());

    /// <summary>A convolution of 3 × 3; the normalisation behind it has the bias.</summary>
    public static ConvLayer Convolution(int filters, (int, int) stride) =>
        Conv((3, 3), filters, stride: stride, padding: Padding.Same, bias: false, initializer: Initializers.KaimingNormal);
}
