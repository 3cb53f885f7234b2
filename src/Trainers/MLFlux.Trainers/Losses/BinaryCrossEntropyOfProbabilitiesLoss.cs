using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Losses.BinaryCrossEntropyOfProbabilities"/>.</summary>
internal sealed record BinaryCrossEntropyOfProbabilitiesLoss : ComposedLoss
{
    internal override bool TakesProbabilities => true;

    protected override Tensor Formula(Tensor output, Tensor target) =>
        -target.xlogy(output + Epsilon).Plus((One - target).xlogy(One - output + Epsilon));

    public override string ToString() => "BinaryCrossEntropyOfProbabilities()";
}
