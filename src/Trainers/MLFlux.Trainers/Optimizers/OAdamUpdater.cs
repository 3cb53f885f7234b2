using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>The steps of <see cref="Optimizers.OAdam"/>, each in place on all weights at once.</summary>
internal sealed class OAdamUpdater(Tensor parameters, Tensor gradients, AdamRule rule)
    : AdamVariantUpdater(parameters, gradients, rule, own: "previous")
{
    protected override void Update(AdamScale scale)
    {
        using Tensor denominator = Square.sqrt().Scale(scale.RootScale).Shift(Rule.Epsilon);
        using Tensor step = Mean / denominator;
        step.Scale(scale.StepSize);
        Parameters.Add(step, -2).Add(Own, 1);
        Own.copy_(step);
    }
}
