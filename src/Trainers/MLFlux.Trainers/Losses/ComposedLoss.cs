using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLFlux;

/// <summary>An elementwise loss that is put together from tensor operations, whose intermediate results it lets go of.</summary>
internal abstract record ComposedLoss : ElementwiseLoss
{
    public override bool TakesLogits => false;

    protected sealed override Tensor Compare(Tensor output, Tensor target, Reduction reduction)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor losses = Formula(output, target);
        return (reduction == Reduction.Mean ? losses.mean() : losses).MoveToOuterDisposeScope();
    }

    /// <summary>The loss of each value, computed in a dispose scope.</summary>
    protected abstract Tensor Formula(Tensor output, Tensor target);
}
