using MLFlux.Benchmarks.Comparing;
using MLFlux.Benchmarks.Memory;

namespace MLFlux.Benchmarks.Comparisons;

/// <summary>
/// By how much a fit on byte features makes a process grow at its peak, against a fit on the same features as floats; both less
/// what a fit of a thousand rows takes.
/// </summary>
internal sealed class ByteMemoryComparison : Comparison
{
    private const int Rows = 40_000, FewRows = 1_000, Width = 3 * 32 * 32;
    private const double Mega = 1e6;

    public override string Unit => "MB";

    public override Goal Goal => Goal.AtMost(0.333);

    public override int MostPairs => 3;

    public override void WarmUp()
    {
    }

    public override double MeasureOurs() => Measure(asBytes: true);

    public override double? MeasureTheirs() => Measure(asBytes: false);

    private static double Measure(bool asBytes) =>
        (FitMemory.MeasureInProcess(Rows, Width, asBytes: asBytes) - FitMemory.MeasureInProcess(FewRows, Width, asBytes: asBytes)) / Mega;
}
