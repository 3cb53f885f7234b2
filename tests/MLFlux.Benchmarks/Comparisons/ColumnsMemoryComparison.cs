using MLFlux.Benchmarks.Comparing;
using MLFlux.Benchmarks.Memory;

namespace MLFlux.Benchmarks.Comparisons;

/// <summary>
/// Peak memory of a fit over two columns, 784 bytes and 20 floats, less that of a fit of a thousand such rows; against what the rows take
/// as they are or, where they are streamed, against a budget of a tenth of that.
/// </summary>
/// <param name="rows">How many rows.</param>
/// <param name="isStreamed">Whether the fit has that budget.</param>
internal sealed class ColumnsMemoryComparison(int rows, bool isStreamed) : Comparison
{
    private const int Bytes = 784, Floats = 20, FewRows = 1_000;
    private const double Mega = 1e6;

    public override string Unit => "MB";

    public override Goal Goal => Goal.AtMost(isStreamed ? 1 : 1.3);

    public override int MostPairs => 3;

    private long Values => (long)rows * (Bytes + (Floats * sizeof(float)));

    private int? Budget => isStreamed ? (int)(Values / 10) : null;

    public override void WarmUp()
    {
    }

    public override double MeasureOurs() =>
        (FitMemory.MeasureInProcess(rows, Bytes, Budget, asBytes: true, Floats)
            - FitMemory.MeasureInProcess(FewRows, Bytes, asBytes: true, table: Floats)) / Mega;

    public override double? MeasureTheirs() => (Budget ?? Values) / Mega;
}
