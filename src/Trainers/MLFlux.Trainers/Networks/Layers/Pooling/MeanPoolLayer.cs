using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// The mean of the values under a window that moves over each channel, along one to three axes; zeros of the padding count.
/// Make one with <c>MeanPool</c> of <see cref="Layers"/>.
/// </summary>
public sealed record MeanPoolLayer : PoolLayer
{
    internal MeanPoolLayer(Extent window, Extent? stride, Padding padding)
        : base(window, stride, padding)
    {
    }

    internal override string Name => "MeanPool";

    private protected override double PaddedWith => 0;

    private protected override Tensor Pool(Tensor x, PaddedWindow window) => window.Size.Length switch
    {
        1 => nn.functional.avg_pool1d(x, window.Size[0], window.Stride[0], window.Padding[0]),
        2 => nn.functional.avg_pool2d(x, window.Size, window.Stride, window.Padding),
        _ => nn.functional.avg_pool3d(x, window.Size, window.Stride, window.Padding),
    };

    internal static MeanPoolLayer Read(LayerReader json) =>
        new(json.Extent("window"), json.OptionalExtent("stride"), json.Padding());
}
