using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux;

/// <content>A network that learns small images in few epochs.</content>
public static partial class Networks
{
    /// <summary>
    /// A convolution of 2 × 2 that whitens the pixels, and three stages of two convolutions of 3 × 3 with batch normalisation and
    /// a pooling between them, which begin by passing on what they take; then the maximum of each channel. For images of 16 × 16
    /// to 64 × 64, few epochs, and a rate that rises and falls. Source: Jordan, "94% on CIFAR-10 in 3.29 Seconds on a Single
    /// GPU", 2024 (airbench), with ReLU in place of GELU, at half its width by default; there, the first layer stays frozen.
    /// </summary>
    /// <param name="filters">The filters of the first stage, at least 1; the others have four times as many.</param>
    /// <param name="channels">The channels of the images: 3 for colour, 1 for gray. Decides the filters of the first layer.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1.</exception>
    public static ChainLayer WhitenedVgg(int filters = 32, int channels = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(filters, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        const int window = 2;
        return Chain([
            Conv((window, window), 2 * window * window * channels, Relu, initializer: Initializers.Whitening()),
            .. Stage(filters), .. Stage(4 * filters), .. Stage(4 * filters),
            GlobalMaxPool(), Flatten(), Output()]);

        static Layer[] Stage(int filters) =>
            [Convolution(filters), MaxPool((2, 2)), BatchNorm(Relu), Convolution(filters), BatchNorm(Relu)];

        static ConvLayer Convolution(int filters) => Conv(
            (3, 3), filters, padding: Padding.Same, bias: false,
            initializer: Initializers.IdentityMapping(rest: Initializers.KaimingUniform));
    }
}
