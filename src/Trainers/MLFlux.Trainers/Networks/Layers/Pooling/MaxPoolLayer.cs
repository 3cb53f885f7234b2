using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// The largest value under a window that moves over each channel, along one to three axes. Padding, of −∞, never wins. Make
/// one with <c>MaxPool</c> of <see cref="Layers"/>.
/// </summary>
public sealed record MaxPoolLayer : PoolLayer
{
    internal MaxPoolLayer(Extent window, Extent? stride, Padding padding)
        : base(window, stride, padding)
    {
    }

    internal override string Name => "MaxPool";

    private protected override double PaddedWith => double.NegativeInfinity;

    private protected override Tensor Pool(Tensor x, PaddedWindow window) => window.Size.Length switch
    {
        1 => nn.functional.max_pool1d(x, window.Size[0], window.Stride[0], window.Padding[0], window.Dilation[0]),
        2 => nn.functional.max_pool2d(x, window.Size, window.Stride, window.Padding, window.Dilation),
        _ => nn.functional.max_pool3d(x, window.Size, window.Stride, window.Padding, window.Dilation),
    };

    internal static MaxPoolLayer Read(LayerReader json) =>
        new(json.Extent("window"), json.OptionalExtent("stride"), json.Padding());
}
