using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>The steps of <see cref="Optimizers.AMSGrad"/>, each in place on all weights at once.</summary>
internal sealed class AMSGradUpdater(Tensor parameters, Tensor gradients, AdamRule rule)
    : AdamVariantUpdater(parameters, gradients, rule, own: "largest")
{
    protected override void Update(AdamScale scale)
    {
        using Tensor larger = Own.maximum(Square);
        Own.copy_(larger);
        using Tensor denominator = larger.sqrt_().Scale(scale.RootScale).Shift(Rule.Epsilon);
        Parameters.AddQuotient(Mean, denominator, -scale.StepSize);
    }
}
