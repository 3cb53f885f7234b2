using MLFlux.Benchmarks.Comparing;
using MLFlux.Benchmarks.Memory;

namespace MLFlux.Benchmarks.Comparisons;

/// <summary>
/// By how much a fit makes a process grow at its peak, less what a fit of a thousand rows takes (libtorch, compiled code),
/// against the rows' features as float32. Each fit has a process of its own, over rows that take no memory themselves.
/// </summary>
internal sealed class PeakMemoryComparison(int rows) : Comparison
{
    private const int Width = 784, FewRows = 1_000;
    private const double Mega = 1e6;

    private readonly List<double> _constants = [];

    public override string Unit => "MB";

    public override Goal Goal => Goal.AtMost(1.3);

    public override int MostPairs => 3;

    public override IEnumerable<string> Remarks =>
        [$"plus a constant of {new Figures(_constants).Median:0} MB, what a process grows by when it fits {FewRows:#,0} rows."];

    public override void WarmUp()
    {
    }

    public override double MeasureOurs()
    {
        double constant = FitMemory.MeasureInProcess(FewRows, Width) / Mega;
        _constants.Add(constant);
        return (FitMemory.MeasureInProcess(rows, Width) / Mega) - constant;
    }

    public override double? MeasureTheirs() => (double)(rows - FewRows) * Width * sizeof(float) / Mega;
}
