using static TorchSharp.torch;

namespace MLFlux.Benchmarks.Profiling;

/// <summary>See <see cref="PhaseOptimizer"/>.</summary>
internal sealed class PhaseUpdater(Tensor parameters, Tensor gradients, Updater inner, PhaseClock clock) : Updater(parameters, gradients)
{
    public override IReadOnlyDictionary<string, Tensor> State => inner.State;

    public override void Step(double learningRate)
    {
        clock.End(Phase.Waiting);
        inner.Step(learningRate);
        clock.End(Phase.Update);
    }
}
