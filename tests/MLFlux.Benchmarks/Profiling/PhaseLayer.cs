using MLFlux.Networks;
using static TorchSharp.torch;

namespace MLFlux.Benchmarks.Profiling;

/// <summary>A layer that passes everything on, and ends a phase.</summary>
internal sealed record PhaseLayer(PhaseClock Clock, Phase Phase) : Layer
{
    internal override string Name => nameof(PhaseLayer);

    public override Shape OutputShape(Shape input) => input;

    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input) => [];

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) => new PhaseModule(Clock, Phase);
}
