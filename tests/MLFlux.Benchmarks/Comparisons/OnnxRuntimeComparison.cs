using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using MLFlux.Benchmarks.Comparing;
using MLFlux.Benchmarks.Data;
using MLFlux.Benchmarks.Models;

namespace MLFlux.Benchmarks.Comparisons;

/// <summary>
/// One of MLFlux's own ways to score, against ONNX Runtime with the exported network, from floats in memory to floats in memory.
/// </summary>
/// <remarks>
/// Both sides go through the same rows, as often: the same few again and again would stay in the second cache, and a few milliseconds are
/// a matter of luck. Each side begins when the other's threads sleep: those of ONNX Runtime spin for a while after their last row.
/// </remarks>
internal sealed class OnnxRuntimeComparison : Comparison, IDisposable
{
    private const int RowsOfBlocks = 100_000, SingleRows = 10_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly string[] Inputs = ["Features"], Outputs = ["Score"];

    private readonly Comparison _ours;
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly float[] _features;
    private readonly int _rowsInCall, _width;
    private readonly long[] _shape;

    /// <param name="digits">Rows to score.</param>
    /// <param name="network">What is exported; its weights are of no matter to the time.</param>
    /// <param name="ours">MLFlux's way, in µs a row or rows a second. Owned.</param>
    /// <param name="rowsInCall">How many rows ONNX Runtime gets at once.</param>
    /// <param name="goal">What the ratio has to reach; by default, as fast as ONNX Runtime.</param>
    public OnnxRuntimeComparison(Digits digits, DigitNetwork network, Comparison ours, int rowsInCall, Goal? goal = null)
    {
        Goal = goal ?? (ours.Unit == "µs" ? Goal.AtMost(1) : Goal.AtLeast(1));
        _ours = ours;
        _rowsInCall = rowsInCall;
        var ml = new MLContext(seed: 1);
        var prepared = new PreparedDigits(ml, digits, rows: 1_000);
        using (NeuralNetworkTransformer model = Trainers.Create(ml, network.Description, epochs: 1).Fit(prepared.Training))
        {
            using var file = new MemoryStream();
            model.ExportToOnnx(file);
            _session = new InferenceSession(file.ToArray());
        }

        _shape = [rowsInCall, .. _session.InputMetadata[Inputs[0]].Dimensions.Skip(1).Select(size => (long)size)];
        using var tensors = new DigitTensors(prepared.Test, network.InputShape);
        _width = HandwrittenDigits.ImageSize;
        _features = [.. DigitRows.Of(tensors).SelectMany(row => row.Features)];
    }

    public override string Unit => _ours.Unit;

    public override Goal Goal { get; }

    public override double MeasureOurs()
    {
        Thread.Sleep(Pause);
        return _ours.MeasureOurs();
    }

    public override double? MeasureTheirs()
    {
        Thread.Sleep(Pause);
        int calls = (_rowsInCall == 1 ? SingleRows : RowsOfBlocks) / _rowsInCall, blocks = _features.Length / _width / _rowsInCall;
        double seconds = Seconds(() =>
        {
            for (int i = 0; i < calls; i++)
                Score(i % blocks);
        });
        double rows = (double)calls * _rowsInCall;
        return Unit == "µs" ? 1e6 * seconds / rows : rows / seconds;
    }

    public void Dispose()
    {
        (_ours as IDisposable)?.Dispose();
        _session.Dispose();
        _options.Dispose();
    }

    private float[] Score(int block)
    {
        int values = _rowsInCall * _width;
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, _features.AsMemory(block * values, values), _shape);
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(_options, Inputs, [input], Outputs);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
