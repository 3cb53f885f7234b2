using MLFlux.Training;
using static TorchSharp.torch;

namespace MLFlux.Benchmarks.Profiling;

/// <summary>Targets that end the backward phase: right rows are counted behind it.</summary>
internal sealed class PhaseTargets(TargetStore inner, PhaseClock clock) : TargetStore
{
    public override int Count => inner.Count;

    public override void Clear() => inner.Clear();

    public override Tensor CreateBatch(int rows) => inner.CreateBatch(rows);

    public override void Gather(ReadOnlySpan<int> rows, Span<byte> destination) => inner.Gather(rows, destination);

    public override int? CountCorrect(ReadOnlySpan<float> outputs, ReadOnlySpan<int> rows)
    {
        clock.End(Phase.Backward);
        return inner.CountCorrect(outputs, rows);
    }

    public override int Group(int row) => inner.Group(row);
}
