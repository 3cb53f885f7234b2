using MLFlux.Benchmarks.Comparing;
using MLFlux.Benchmarks.Memory;

namespace MLFlux.Benchmarks.Comparisons;

/// <summary>Peak memory of a fit of rows ten times the memory budget, less that of a fit of a thousand rows, against the budget.</summary>
internal sealed class StreamingMemoryComparison : Comparison
{
    private const int Rows = 240_000, FewRows = 1_000, Width = 784;
    private const int Budget = (int)((long)Rows * Width * sizeof(float) / 10);
    private const double Mega = 1e6;

    public override string Unit => "MB";

    public override Goal Goal => Goal.AtMost(1);

    public override int MostPairs => 3;

    public override void WarmUp()
    {
    }

    public override double MeasureOurs() =>
        (FitMemory.MeasureInProcess(Rows, Width, Budget) - FitMemory.MeasureInProcess(FewRows, Width)) / Mega;

    public override double? MeasureTheirs() => Budget / Mega;
}
