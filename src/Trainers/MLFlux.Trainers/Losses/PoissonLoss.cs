using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Losses.Poisson"/>.</summary>
internal sealed record PoissonLoss : ComposedLoss
{
    internal override bool TakesLabelUnit => true;

    protected override Tensor Formula(Tensor output, Tensor target) => output - target.xlogy(output);

    public override string ToString() => "Poisson()";
}
