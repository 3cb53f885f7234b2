using static TorchSharp.torch;

namespace MLFlux.Benchmarks.Profiling;

/// <summary>A loss that ends its phase.</summary>
internal sealed record PhaseLoss(Loss Inner, PhaseClock Clock) : Loss
{
    public override bool TakesLogits => Inner.TakesLogits;

    internal override bool TakesClassIndexes => Inner.TakesClassIndexes;

    internal override bool IsMeanOverRows => Inner.IsMeanOverRows;

    public override Tensor Compute(Tensor output, Tensor target, Tensor? weight = null)
    {
        Tensor loss = Inner.Compute(output, target, weight);
        Clock.End(Phase.Loss);
        return loss;
    }

    public override string ToString() => Inner.ToString();
}
