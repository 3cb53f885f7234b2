using static TorchSharp.torch;

namespace MLFlux.Benchmarks.Profiling;

/// <summary>Computes <see cref="PhaseLayer"/>: its input under another handle, which a chain may dispose.</summary>
internal sealed class PhaseModule(PhaseClock clock, Phase phase) : nn.Module<Tensor, Tensor>(nameof(PhaseModule))
{
    public override Tensor forward(Tensor input)
    {
        clock.End(phase);
        return input.alias();
    }
}
