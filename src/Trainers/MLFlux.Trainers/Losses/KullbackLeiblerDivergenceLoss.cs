using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Losses.KullbackLeiblerDivergence"/>.</summary>
internal sealed record KullbackLeiblerDivergenceLoss : ClassProbabilityLoss
{
    protected override Tensor Formula(Tensor output, Tensor target) =>
        target.xlogy(target).Plus(target.xlogy(output + Epsilon), -1);

    public override string ToString() => "KullbackLeiblerDivergence()";
}
