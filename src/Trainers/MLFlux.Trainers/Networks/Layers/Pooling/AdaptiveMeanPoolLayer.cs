using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// The mean under windows chosen so that each channel has a stated size afterwards, whatever it had before: window i of m
/// along an axis of n values goes from ⌊i n / m⌋ to ⌈(i + 1) n / m⌉. Takes and gives channels and one to three axes. Make one
/// with <c>AdaptiveMeanPool</c> of <see cref="Layers"/>.
/// </summary>
public sealed record AdaptiveMeanPoolLayer : AdaptivePoolLayer
{
    internal AdaptiveMeanPoolLayer(Extent size)
        : base(size)
    {
    }

    internal override string Name => "AdaptiveMeanPool";

    private protected override Tensor Pool(Tensor x, long[] size) => size.Length switch
    {
        1 => nn.functional.adaptive_avg_pool1d(x, size[0]),
        2 => nn.functional.adaptive_avg_pool2d(x, size),
        _ => nn.functional.adaptive_avg_pool3d(x, size),
    };

    internal static AdaptiveMeanPoolLayer Read(LayerReader json) => new(json.Extent("size"));
}
