using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Losses.CrossEntropyOfProbabilities"/>.</summary>
internal sealed record CrossEntropyOfProbabilitiesLoss : ClassProbabilityLoss
{
    protected override Tensor Formula(Tensor output, Tensor target) => -target.xlogy(output + Epsilon);

    public override string ToString() => "CrossEntropyOfProbabilities()";
}
