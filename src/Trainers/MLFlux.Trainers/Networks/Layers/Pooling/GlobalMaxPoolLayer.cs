using MLFlux.Construction;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// The largest value of each channel: c×28×28 becomes c×1×1, of which <c>Flatten()</c> makes a vector. Make one with
/// <c>GlobalMaxPool</c> of <see cref="Layers"/>.
/// </summary>
public sealed record GlobalMaxPoolLayer : GlobalPoolLayer
{
    internal GlobalMaxPoolLayer()
    {
    }

    internal override string Name => "GlobalMaxPool";

    private protected override Tensor Pool(Tensor x, long[] axes) => x.amax(axes, keepdim: true);

    private protected override Tensor PoolWithin(Tensor x, long[] axes, Tensor padding)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor largest = x.Filled(padding, double.NegativeInfinity).amax(axes, keepdim: true);
        return largest.Filled(IsAll(padding), 0).MoveToOuterDisposeScope();
    }

    internal static GlobalMaxPoolLayer Read(LayerReader json) => new();
}
