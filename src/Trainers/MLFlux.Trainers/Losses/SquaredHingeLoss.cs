using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Losses.SquaredHinge"/>.</summary>
internal sealed record SquaredHingeLoss : ComposedLoss
{
    public override bool TakesLogits => true;

    internal override bool TakesSigns => true;

    protected override Tensor Formula(Tensor output, Tensor target) => (One - (output * target)).relu().Squared();

    public override string ToString() => "SquaredHinge()";
}
