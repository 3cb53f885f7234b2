using Microsoft.ML;
using MLFlux.Benchmarks.Comparing;
using MLFlux.Benchmarks.Data;
using MLFlux.Benchmarks.Models;

namespace MLFlux.Benchmarks.Comparisons;

/// <summary>A fit that may keep a tenth of its rows in memory and reads them again each epoch, against one that keeps all.</summary>
internal sealed class StreamingTimeComparison(Digits digits) : Comparison
{
    private const int Rows = 60_000, Epochs = 3;
    private const long Budget = (long)Rows * HandwrittenDigits.ImageSize * sizeof(float) / 10;

    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _view = new PreparedDigits(new MLContext(seed: 1), digits).Training;

    public override string Unit => "µs";

    public override Goal Goal => Goal.AtMost(1.5);

    public override double MeasureOurs() => TimeOfRow(Budget);

    public override double? MeasureTheirs() => TimeOfRow(budget: null);

    private double TimeOfRow(long? budget) => 1e6 / Rows / Epochs * Seconds(() =>
        Trainers.Create(_ml, DigitNetwork.Dense.Description, Epochs, memoryBudget: budget).Fit(_view).Dispose());
}
