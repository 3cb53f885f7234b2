using MLFlux.Benchmarks.Comparing;
using MLFlux.Benchmarks.Memory;

namespace MLFlux.Benchmarks.Comparisons;

/// <summary>
/// Peak memory of a fit by row, less that of a fit of a thousand rows: a million made rows against a hundred thousand (ten
/// thousand rows of 64 features would not show beside the process itself).
/// </summary>
internal sealed class GrowingMemoryComparison : Comparison
{
    private const int Many = 1_000_000, Few = 100_000, Least = 1_000, Width = 64;

    public override string Unit => "bytes";

    public override Goal Goal => Goal.AtMost(1.1);

    public override int MostPairs => 3;

    public override void WarmUp()
    {
    }

    public override double MeasureOurs() => BytesOfRow(Many);

    public override double? MeasureTheirs() => BytesOfRow(Few);

    private static double BytesOfRow(int rows) =>
        (double)(FitMemory.MeasureInProcess(rows, Width) - FitMemory.MeasureInProcess(Least, Width)) / (rows - Least);
}
