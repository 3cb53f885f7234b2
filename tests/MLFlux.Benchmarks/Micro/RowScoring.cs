using BenchmarkDotNet.Attributes;
using MLFlux.Benchmarks.Data;
using MLFlux.Benchmarks.Models;
using MLFlux.Native;
using MLFlux.Scoring;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Benchmarks.Micro;

/// <summary>Raw scores of 784–128–10 for one row, in managed code and by the module; and for a block of 512.</summary>
public class RowScoring
{
    private const int BlockRows = 512;

    private NetworkScorer _scorer = null!;
    private RowProgram _program = null!;
    private float[] _scratch = [];
    private VBuffer<float>[] _rows = [];
    private readonly float[] _scores = new float[BlockRows * MadeRows.Classes];

    [GlobalSetup]
    public void SetUp()
    {
        var rows = new MadeRows(1_000, HandwrittenDigits.ImageSize);
        NeuralNetworkModel model = Trainers.Create(new MLContext(seed: 1), DigitNetwork.Dense.Description, epochs: 1).Fit(rows).Model;
        _scorer = new NetworkScorer(model, new ComputeDevice(gpuDeviceId: null, fallsBackToCpu: false, _ => { }));
        _program = RowProgram.TryCreate(model)!;
        _scratch = _program.CreateScratch();
        _rows = [.. Enumerable.Range(0, BlockRows)
            .Select(r => new VBuffer<float>(HandwrittenDigits.ImageSize, rows.Features(r).ToArray()))];
    }

    [Benchmark]
    public void OneRowManaged() => _program.Run(_rows[0].GetValues(), _scores.AsSpan(0, MadeRows.Classes), _scratch);

    [Benchmark(Baseline = true)]
    public void OneRowByModule() => _scorer.ScoreAsItIs(_rows[0].GetValues(), _scores.AsSpan(0, MadeRows.Classes));

    [Benchmark]
    public void Block() => _scorer.Score(_rows, _scores);

    [GlobalCleanup]
    public void CleanUp() => _scorer.Dispose();
}
