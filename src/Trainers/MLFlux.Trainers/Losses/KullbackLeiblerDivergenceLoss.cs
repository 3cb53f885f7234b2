using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Losses.KullbackLeiblerDivergence"/>.</summary>
internal sealed record KullbackLeiblerDivergenceLoss : ClassProbabilityLoss
{
    protected override Tensor Formula(Tensor output, Tensor target) =>
        target.xlogy(target) - target.xlogy(output + Losses.Epsilon);

    public override string ToString() => "KullbackLeiblerDivergence()";
}
