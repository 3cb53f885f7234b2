using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Losses.SquaredHinge"/>.</summary>
internal sealed record SquaredHingeLoss : ComposedLoss
{
    public override bool TakesLogits => true;

    internal override bool TakesSigns => true;

    protected override Tensor Formula(Tensor output, Tensor target) => (1 - (output * target)).relu().square();

    public override string ToString() => "SquaredHinge()";
}
