using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// The mean of each channel: c×28×28 becomes c×1×1, of which <c>Flatten()</c> makes a vector. Make one with
/// <c>GlobalMeanPool</c> of <see cref="Layers"/>.
/// </summary>
public sealed record GlobalMeanPoolLayer : GlobalPoolLayer
{
    internal GlobalMeanPoolLayer()
    {
    }

    internal override string Name => "GlobalMeanPool";

    private protected override Tensor Pool(Tensor x, long[] axes) => x.mean(axes, keepdim: true);

    internal static GlobalMeanPoolLayer Read(LayerReader json) => new();
}
