using MLFlux.Construction;
using TorchSharp;
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

    private protected override Tensor PoolWithin(Tensor x, long[] axes, Tensor padding)
    {
        using DisposeScope scope = NewDisposeScope();
        long valuesOfStep = axes.Aggregate(1L, (product, axis) => product * (x.shape[axis] / padding.shape[axis]));
        Tensor steps = padding.logical_not().sum(axes, keepdim: true).AtLeast(1);
        return (x.Filled(padding, 0).sum(axes, keepdim: true) / (steps * (Number)valuesOfStep)).MoveToOuterDisposeScope();
    }

    internal static GlobalMeanPoolLayer Read(LayerReader json) => new();
}
