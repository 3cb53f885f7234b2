using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Losses.Hinge"/>.</summary>
internal sealed record HingeLoss : ComposedLoss
{
    public override bool TakesLogits => true;

    internal override bool TakesSigns => true;

    protected override Tensor Formula(Tensor output, Tensor target) => (One - (output * target)).relu();

    public override string ToString() => "Hinge()";
}
