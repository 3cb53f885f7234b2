using static TorchSharp.torch;

namespace MLFlux;

/// <summary>The steps of <see cref="Optimizers.OAdam"/>, each in place on all weights at once.</summary>
internal sealed class OAdamUpdater(Tensor parameters, Tensor gradients, AdamRule rule)
    : AdamVariantUpdater(parameters, gradients, rule, own: "previous")
{
    protected override void Update(AdamScale scale)
    {
        using Tensor denominator = Square.sqrt().mul_(scale.RootScale).add_(Rule.Epsilon);
        using Tensor step = Mean / denominator;
        step.mul_(scale.StepSize);
        Parameters.add_(step, -2).add_(Own, 1);
        Own.copy_(step);
    }
}
