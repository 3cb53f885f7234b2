using Microsoft.ML.Data;

namespace MLFlux.Benchmarks.Comparisons;

/// <summary>A digit as a program has it in memory: a plain vector of floats.</summary>
internal sealed class DigitRow
{
    [VectorType(1, 28, 28)]
    public float[] Features { get; set; } = [];
}
