using MLFlux.Construction;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// The largest value under windows chosen so that each channel has a stated size afterwards, whatever it had before: window i of m
/// along an axis of n values goes from ⌊i n / m⌋ to ⌈(i + 1) n / m⌉. Takes and gives channels and one to three axes. Make one
/// with <c>AdaptiveMaxPool</c> of <see cref="Layers"/>.
/// </summary>
public sealed record AdaptiveMaxPoolLayer : AdaptivePoolLayer
{
    internal AdaptiveMaxPoolLayer(Extent size)
        : base(size)
    {
    }

    internal override string Name => "AdaptiveMaxPool";

    private protected override Tensor Pool(Tensor x, long[] size) => size.Length switch
    {
        1 => nn.functional.adaptive_max_pool1d(x, size[0]),
        2 => nn.functional.adaptive_max_pool2d(x, size),
        _ => PoolVolume(x, size),
    };

    internal static AdaptiveMaxPoolLayer Read(LayerReader json) => new(json.Extent("size"));

    /// <summary>
    /// Height and width, then depth: the largest of the largest. TorchSharp 0.107's own function for volumes calls that for
    /// sequences, and fails.
    /// </summary>
    private static Tensor PoolVolume(Tensor x, long[] size)
    {
        using DisposeScope scope = NewDisposeScope();
        long rows = x.size(0), channels = x.size(1), depth = x.size(2);
        long area = size[1] * size[2];
        Tensor planes = nn.functional.adaptive_max_pool2d(x.flatten(1, 2), [size[1], size[2]]);
        Tensor columns = nn.functional.adaptive_max_pool2d(planes.reshape(rows, channels, depth, area), [size[0], area]);
        return columns.view(rows, channels, size[0], size[1], size[2]).MoveToOuterDisposeScope();
    }
}
