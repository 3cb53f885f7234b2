using Microsoft.ML;
using MLFlux.Benchmarks.Data;
using MLFlux.Benchmarks.Models;

namespace MLFlux.Benchmarks.Comparisons;

/// <summary>The dense network for digits behind both ways to predict single rows, with rows for it.</summary>
internal sealed class DigitPredictions : IDisposable
{
    public DigitPredictions(Digits digits)
    {
        var ml = new MLContext(seed: 1);
        var prepared = new PreparedDigits(ml, digits, rows: 1_000);
        NeuralNetworkTransformer model = Trainers.Create(ml, DigitNetwork.Dense.Description, epochs: 1).Fit(prepared.Training);
        using var tensors = new DigitTensors(prepared.Test, HandwrittenDigits.ImageSize);
        Rows = DigitRows.Of(tensors);
        Engine = ml.Model.CreatePredictionEngine<DigitRow, DigitScore>(model);
        Predictor = ml.Model.CreateRowPredictor(model, ml.Data.LoadFromEnumerable(Rows.Take(1)).Schema);
    }

    public IReadOnlyList<DigitRow> Rows { get; }

    public PredictionEngine<DigitRow, DigitScore> Engine { get; }

    public RowPredictor Predictor { get; }

    public void Dispose() => Engine.Dispose();
}
