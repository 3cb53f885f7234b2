using Microsoft.ML;
using MLFlux.Benchmarks.Comparing;
using MLFlux.Benchmarks.Data;
using MLFlux.Benchmarks.Memory;
using MLFlux.Benchmarks.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Benchmarks.Comparisons;

/// <summary>One row at a time through ML.NET's prediction engine, against TorchSharp from a float[] to a float[].</summary>
internal sealed class OneRowComparison : Comparison, IDisposable
{
    private const int Rows = 10_000, RowsForGrowth = 100_000;

    private readonly MLContext _ml = new(seed: 1);
    private readonly PredictionEngine<DigitRow, DigitScore> _engine;
    private readonly nn.Module<Tensor, Tensor> _module;
    private readonly long[] _shape;
    private readonly IReadOnlyList<DigitRow> _rows;

    public OneRowComparison(Digits digits, DigitNetwork network)
    {
        _module = network.ByHand();
        _shape = [1, .. network.InputShape];
        var prepared = new PreparedDigits(_ml, digits, rows: 1_000);
        NeuralNetworkTransformer model = Trainers.Create(_ml, network.Description, epochs: 1).Fit(prepared.Training);
        _engine = _ml.Model.CreatePredictionEngine<DigitRow, DigitScore>(model);
        _module.eval();
        using var tensors = new DigitTensors(prepared.Test, HandwrittenDigits.ImageSize);
        _rows = DigitRows.Of(tensors);
    }

    public override string Unit => "µs";

    public override Goal Goal => Goal.AtMost(0.5);

    public override IEnumerable<string> Remarks
    {
        get
        {
            Predict(RowsForGrowth);
            long before = ProcessMemory.Settled();
            Predict(RowsForGrowth);
            long growth = ProcessMemory.Settled() - before;
            yield return $"over {RowsForGrowth:#,0} predictions the resident set changed by {growth / 1024:#,0} KiB, "
                + $"{(double)growth / RowsForGrowth:0.0} bytes each.";
        }
    }

    public override double MeasureOurs() => 1e6 / Rows * Seconds(() => Predict(Rows));

    public override double? MeasureTheirs() => 1e6 / Rows * Seconds(() =>
    {
        using var noGradients = no_grad();
        for (int i = 0; i < Rows; i++)
            Forward(_rows[i % _rows.Count].Features);
    });

    public void Dispose()
    {
        _engine.Dispose();
        _module.Dispose();
    }

    private void Predict(int count)
    {
        var score = new DigitScore();
        for (int i = 0; i < count; i++)
            _engine.Predict(_rows[i % _rows.Count], ref score);
    }

    private float[] Forward(float[] features)
    {
        using DisposeScope scope = NewDisposeScope();
        return nn.functional.softmax(_module.call(tensor(features, _shape)), 1).data<float>().ToArray();
    }
}
