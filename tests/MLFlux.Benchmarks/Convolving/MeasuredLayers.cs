using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Benchmarks.Convolving;

/// <summary>
/// The layers that the command <c>convolutions</c> measures: kernels, channels, images and strides as networks have them.
/// </summary>
internal static class MeasuredLayers
{
    /// <summary>From and to how many channels, and the side of the image.</summary>
    private static readonly (int From, int To, int Side)[] Threes =
    [
        (1, 32, 28), (3, 32, 32), (16, 16, 32), (32, 32, 32), (32, 64, 16), (64, 64, 16), (64, 128, 8), (128, 128, 8), (128, 256, 8),
        (256, 256, 4), (256, 256, 8), (512, 512, 4), (512, 512, 1), (64, 64, 4), (16, 16, 2),
    ];

    private static readonly (int From, int To, int Side)[] Ones =
        [(16, 64, 32), (64, 64, 16), (64, 256, 16), (256, 64, 16), (256, 256, 8), (512, 512, 4)];

    /// <summary>Convolutions, whose time is that of their multiplications.</summary>
    public static IReadOnlyList<(Layer Layer, Shape Input)> Convolutions { get; } =
    [
        .. Threes.Select(s => Image(3, s.From, s.To, s.Side)), .. Ones.Select(s => Image(1, s.From, s.To, s.Side)),
        Image(5, 1, 6, 28, padding: 0), Image(5, 6, 16, 12, padding: 0), Image(5, 3, 32, 32), Image(5, 32, 32, 16), Image(5, 64, 64, 8),
        Image(7, 32, 32, 16), Image(7, 3, 16, 64, stride: 2), Image(7, 3, 64, 64, stride: 2),
        Image(3, 32, 64, 32, stride: 2), Image(3, 128, 256, 8, stride: 2), Image(1, 64, 128, 16, stride: 2),
        Depthwise(3, 32, 32), Depthwise(3, 128, 16), Depthwise(3, 256, 8), Depthwise(5, 64, 16),
        (Conv((3, 3), 64, Relu, padding: 1, groups: 4), new Shape(64, 16, 16)),
        (Conv(3, 32, Relu), new Shape(1, 128)), (Conv(7, 32, Relu, padding: 3), new Shape(16, 128)),
        (Conv(5, 64, Relu, padding: 2), new Shape(64, 64)), (Conv(3, 128, Relu, padding: 1), new Shape(128, 32)),
        (Conv(3, 256, Relu, padding: 1), new Shape(256, 16)), (Conv(1, 64, Relu), new Shape(64, 64)), (Conv(2, 4, Relu), new Shape(1, 3)),
    ];

    /// <summary>Layers between convolutions, whose time is that of the values that they take.</summary>
    public static IReadOnlyList<(Layer Layer, Shape Input)> Between { get; } =
    [
        (MaxPool((2, 2)), new Shape(6, 24, 24)), (MaxPool((2, 2)), new Shape(32, 28, 28)), (MaxPool((2, 2)), new Shape(128, 8, 8)),
        (MaxPool((3, 3), stride: 2, padding: 1), new Shape(64, 16, 16)), (MeanPool((2, 2)), new Shape(32, 28, 28)),
        (MeanPool((2, 2)), new Shape(128, 8, 8)), (GlobalMaxPool(), new Shape(128, 4, 4)), (GlobalMeanPool(), new Shape(128, 4, 4)),
        (GlobalMeanPool(), new Shape(256, 8, 8)), (BatchNorm(Relu), new Shape(32, 28, 28)), (BatchNorm(Relu), new Shape(64, 16, 16)),
        (BatchNorm(Relu), new Shape(128, 8, 8)), (BatchNorm(Relu), new Shape(256, 4, 4)), (BatchNorm(), new Shape(64, 16, 16)),
    ];

    private static (Layer Layer, Shape Input) Image(int kernel, int from, int to, int side, int stride = 1, int? padding = null) =>
        (Conv((kernel, kernel), to, Relu, stride: stride, padding: padding ?? kernel / 2), new Shape(from, side, side));

    private static (Layer Layer, Shape Input) Depthwise(int kernel, int channels, int side) =>
        (DepthwiseConv((kernel, kernel), channels, Relu, padding: kernel / 2), new Shape(channels, side, side));
}
