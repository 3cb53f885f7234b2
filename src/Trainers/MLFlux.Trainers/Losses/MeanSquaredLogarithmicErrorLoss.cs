using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Losses.MeanSquaredLogarithmicError"/>.</summary>
internal sealed record MeanSquaredLogarithmicErrorLoss : ComposedLoss
{
    internal override bool TakesLabelUnit => true;

    protected override Tensor Formula(Tensor output, Tensor target) =>
        ((output + Epsilon) / (target + Epsilon)).log().Squared();

    public override string ToString() => "MeanSquaredLogarithmicError()";
}
