using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Benchmarks.Comparing;
using MLFlux.Benchmarks.Data;
using MLFlux.Benchmarks.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Benchmarks.Comparisons;

/// <summary>
/// All scores of 10,000 rows read from a cursor, against one forward pass and a softmax over one tensor of them.
/// </summary>
internal sealed class TransformComparison : Comparison, IDisposable
{
    private const int Repeats = 10;
    private const float Faint = 1f / 512;

    private readonly MLContext _ml = new(seed: 1);
    private readonly NeuralNetworkTransformer _model;
    private readonly nn.Module<Tensor, Tensor> _module;
    private readonly DigitTensors _tensors;
    private readonly IDataView _rows;
    private readonly int _count;

    /// <param name="digits">Rows to score.</param>
    /// <param name="network">What scores them; its weights are of no matter to the time.</param>
    /// <param name="hasZeros">Whether the background stays zero, which MLFlux leaves out, or gets a value near it.</param>
    public TransformComparison(Digits digits, DigitNetwork network, bool hasZeros = true)
    {
        var prepared = new PreparedDigits(_ml, digits, rows: 1_000);
        _model = Trainers.Create(_ml, network.Description, epochs: 1).Fit(prepared.Training);
        _module = network.ByHand();
        _module.eval();
        _tensors = new DigitTensors(prepared.Test, network.InputShape);
        DigitRow[] rows = [.. DigitRows.Of(_tensors)];
        if (!hasZeros)
            rows = [.. rows.Select(row => new DigitRow { Features = [.. row.Features.Select(value => Math.Max(value, Faint))] })];
        _count = rows.Length;
        _rows = _ml.Data.LoadFromEnumerable(rows);
    }

    public override string Unit => "rows/s";

    public override Goal Goal => Goal.AtLeast(0.9);

    public override double MeasureOurs() => Repeats * _count / Seconds(() => Repeat(ReadScores));

    public override double? MeasureTheirs() => Repeats * _count / Seconds(() => Repeat(Forward));

    public void Dispose()
    {
        _model.Dispose();
        _module.Dispose();
        _tensors.Dispose();
    }

    private static void Repeat(Func<double> action)
    {
        double sum = 0;
        for (int i = 0; i < Repeats; i++)
            sum += action();
        if (!double.IsFinite(sum))
            throw new InvalidDataException("A score is not finite.");
    }

    private double ReadScores()
    {
        IDataView scored = _model.Transform(_rows);
        DataViewSchema.Column score = scored.Schema["Score"];
        using DataViewRowCursor cursor = scored.GetRowCursor([score]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(score);
        VBuffer<float> row = default;
        double sum = 0;
        while (cursor.MoveNext())
        {
            getter(ref row);
            sum += row.GetValues()[0];
        }

        return sum;
    }

    private double Forward()
    {
        using DisposeScope scope = NewDisposeScope();
        using var noGradients = no_grad();
        Tensor scores = nn.functional.softmax(_module.call(_tensors.Images), 1);
        ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(scores.bytes);
        double sum = 0;
        for (int i = 0; i < values.Length; i += 10)
            sum += values[i];
        return sum;
    }
}
