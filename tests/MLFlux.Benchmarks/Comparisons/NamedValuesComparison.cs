using MLFlux.Benchmarks.Comparing;
using MLFlux.Benchmarks.Data;

namespace MLFlux.Benchmarks.Comparisons;

/// <summary>One row at a time from a dictionary with a <c>float[]</c>, against ML.NET's prediction engine with a class.</summary>
internal sealed class NamedValuesComparison : Comparison, IDisposable
{
    private const int Rows = 20_000;

    private readonly DigitPredictions _predictions;
    private readonly Dictionary<string, object?>[] _rows;

    public NamedValuesComparison(Digits digits)
    {
        _predictions = new DigitPredictions(digits);
        _rows = [.. _predictions.Rows.Select(row => new Dictionary<string, object?> { [nameof(DigitRow.Features)] = row.Features })];
    }

    public override string Unit => "µs";

    public override Goal Goal => Goal.AtMost(2);

    public override double MeasureOurs() => 1e6 / Rows * Seconds(() =>
    {
        for (int i = 0; i < Rows; i++)
            _predictions.Predictor.Predict(_rows[i % _rows.Length]);
    });

    public override double? MeasureTheirs() => 1e6 / Rows * Seconds(() =>
    {
        var score = new DigitScore();
        for (int i = 0; i < Rows; i++)
            _predictions.Engine.Predict(_predictions.Rows[i % _predictions.Rows.Count], ref score);
    });

    public void Dispose() => _predictions.Dispose();
}
