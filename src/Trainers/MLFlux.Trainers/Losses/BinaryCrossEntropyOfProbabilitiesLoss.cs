using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Losses.BinaryCrossEntropyOfProbabilities"/>.</summary>
internal sealed record BinaryCrossEntropyOfProbabilitiesLoss : ComposedLoss
{
    internal override bool TakesProbabilities => true;

    protected override Tensor Formula(Tensor output, Tensor target) =>
        -target.xlogy(output + Losses.Epsilon) - (1 - target).xlogy(1 - output + Losses.Epsilon);

    public override string ToString() => "BinaryCrossEntropyOfProbabilities()";
}
