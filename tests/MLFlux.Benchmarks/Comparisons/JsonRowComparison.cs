using System.Text.Json;
using System.Text.Json.Nodes;
using MLFlux.Benchmarks.Comparing;
using MLFlux.Benchmarks.Data;

namespace MLFlux.Benchmarks.Comparisons;

/// <summary>
/// One row at a time from JSON text by way of a <see cref="JsonObject"/>, against <see cref="JsonSerializer"/> reading the same text
/// into a class for ML.NET's prediction engine.
/// </summary>
internal sealed class JsonRowComparison : Comparison, IDisposable
{
    private const int Rows = 3_000;

    private readonly DigitPredictions _predictions;
    private readonly string[] _texts;

    public JsonRowComparison(Digits digits)
    {
        _predictions = new DigitPredictions(digits);
        _texts = [.. _predictions.Rows.Take(1_000).Select(row => JsonSerializer.Serialize(row))];
    }

    public override string Unit => "µs";

    public override Goal Goal => Goal.AtMost(2);

    public override double MeasureOurs() => 1e6 / Rows * Seconds(() =>
    {
        for (int i = 0; i < Rows; i++)
            _predictions.Predictor.Predict(JsonNode.Parse(_texts[i % _texts.Length])!.AsObject());
    });

    public override double? MeasureTheirs() => 1e6 / Rows * Seconds(() =>
    {
        var score = new DigitScore();
        for (int i = 0; i < Rows; i++)
            _predictions.Engine.Predict(JsonSerializer.Deserialize<DigitRow>(_texts[i % _texts.Length])!, ref score);
    });

    public void Dispose() => _predictions.Dispose();
}
