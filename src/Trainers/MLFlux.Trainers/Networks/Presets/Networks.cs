using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux;

/// <summary>
/// Well-known networks, described in plain layers: print one, copy what it prints, and change it. Each ends in
/// <c>Output()</c>, as wide as the label asks, so that it serves classes, yes or no, and numbers alike.
/// </summary>
/// <remarks>
/// What they return is immutable and safe for any thread.
/// </remarks>
public static partial class Networks
{
    /// <summary>A multilayer perceptron: dense layers with ReLU, for features of any shape.</summary>
    /// <param name="hidden">The widths of the hidden layers, each at least 1; none makes a linear model.</param>
    /// <exception cref="ArgumentOutOfRangeException">A width is less than 1.</exception>
    public static ChainLayer Mlp(params ReadOnlySpan<int> hidden)
    {
        List<Layer> layers = [Flatten()];
        foreach (int width in hidden)
            layers.Add(Dense(width, Relu, initializer: Initializers.KaimingUniform));
        layers.Add(Output());
        return Chain([.. layers]);
    }

    /// <summary>
    /// LeNet-5, with ReLU and maximum pooling where the original has sigmoids and means; for images of about 28 × 28. Source:
    /// LeCun et al., "Gradient-Based Learning Applied to Document Recognition", 1998.
    /// </summary>
    public static ChainLayer LeNet5() => Chain(
        Conv((5, 5), 6, Relu, padding: 2), MaxPool((2, 2)),
        Conv((5, 5), 16, Relu), MaxPool((2, 2)),
        Flatten(),
        Dense(120, Relu), Dense(84, Relu), Output());

    /// <summary>
    /// Three stages of two convolutions of 3 × 3 and a pooling, each stage twice as wide as the one before it, then a dense
    /// layer, with dropout; for images of 24 × 24 to 64 × 64. Without batch normalisation, so that threads can share batches.
    /// After Simonyan and Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition", 2014.
    /// </summary>
    /// <param name="filters">The filters of the first stage, at least 1.</param>
    /// <param name="dropout">The probability of dropout before and after the dense layer, from 0 to less than 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static ChainLayer SmallVgg(int filters = 32, double dropout = 0.3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(filters, 1);
        return Chain([
            .. Stage(filters), .. Stage(2 * filters), .. Stage(4 * filters),
            Flatten(),
            Dropout(dropout), Dense(4 * filters, Relu, initializer: Initializers.KaimingUniform),
            Dropout(dropout), Output()]);

        static Layer[] Stage(int filters) =>
        [
            Conv((3, 3), filters, Relu, padding: Padding.Same, initializer: Initializers.KaimingUniform),
            Conv((3, 3), filters, Relu, padding: Padding.Same, initializer: Initializers.KaimingUniform),
            MaxPool((2, 2)),
        ];
    }

    /// <summary>
    /// A residual network for small images: three stages of blocks with 16, 32 and 64 filters, batch normalisation, and the mean
    /// of each channel at the end. Source: He et al., "Deep Residual Learning for Image Recognition", 2015, section 4.2; the
    /// short way past a narrowing block is a convolution of one pixel.
    /// </summary>
    /// <param name="depth">How many layers with weights lie on the long way: 6 n + 2, such as 8, 14, 20, 32, 44, 56.</param>
    /// <param name="filters">The filters of the first stage, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The depth is none of those numbers, or the filters are less than 1.</exception>
    public static ChainLayer ResNet(int depth = 20, int filters = 16)
    {
        if (depth < 8 || depth % 6 != 2)
            throw new ArgumentOutOfRangeException(nameof(depth), depth,
                "The depth of a ResNet has to be 6 n + 2, such as 8, 14, 20, 32, 44 or 56.");
        ArgumentOutOfRangeException.ThrowIfLessThan(filters, 1);

        int blocks = (depth - 2) / 6;
        return Chain([
            ResidualBlocks.Convolution(filters, (1, 1)), BatchNorm(), Activate(Relu),
            .. ResidualBlocks.Stage(filters, blocks, narrows: false),
            .. ResidualBlocks.Stage(2 * filters, blocks, narrows: true),
            .. ResidualBlocks.Stage(4 * filters, blocks, narrows: true),
            GlobalMeanPool(), Flatten(), Output()]);
    }
}
