using static TorchSharp.torch;

namespace MLFlux.Benchmarks.Profiling;

/// <summary>An optimizer that ends the phases before and of its update.</summary>
internal sealed record PhaseOptimizer(Optimizer Inner, PhaseClock Clock) : Optimizer(Inner.LearningRate)
{
    internal override Updater CreateUpdater(Tensor parameters, Tensor gradients) =>
        new PhaseUpdater(parameters, gradients, Inner.CreateUpdater(parameters, gradients), Clock);

    internal override IEnumerable<string> Faults() => Inner.Faults();

    public override string ToString() => Inner.ToString();
}
