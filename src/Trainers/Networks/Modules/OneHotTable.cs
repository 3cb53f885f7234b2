using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Networks;

/// <summary>A table of vectors, of which one-hot slots choose one: [rows, levels] → [rows, width].</summary>
internal sealed class OneHotTable : WeightedModule
{
    public OneHotTable(Parameter weight)
        : base("OneHotTable", weight, null)
    {
        using IDisposable noGradients = no_grad();
        using Tensor unseen = weight[0];
        unseen.zero_();
    }

    public override Tensor forward(Tensor slots)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor seen = slots.matmul(Weight.narrow(0, 1, Weight.size(0) - 1));

        // One on the rows without a slot: they take the table's first row.
        Tensor unseen = slots.eq(0).all(1, keepdim: true).to(Weight.dtype);
        return seen.addcmul(unseen, Weight.narrow(0, 0, 1), 1).MoveToOuterDisposeScope();
    }
}
