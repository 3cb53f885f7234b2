using BenchmarkDotNet.Attributes;
using MLFlux.Benchmarks.Data;
using MLFlux.Benchmarks.Networks;
using MLFlux.Native;
using MLFlux.Scoring;
using Microsoft.ML;

namespace MLFlux.Benchmarks.Micro;

/// <summary>Raw scores of 784–128–10 for one row, in managed code and by the module; and for a block of 512 by the module.</summary>
public class RowScoring
{
    private const int BlockRows = 512;

    private NetworkScorer _scorer = null!;
    private RowProgram _program = null!;
    private float[] _scratch = [];
    private float[] _features = [];
    private readonly float[] _scores = new float[BlockRows * MadeRows.Classes];

    [GlobalSetup]
    public void SetUp()
    {
        var rows = new MadeRows(1_000, HandwrittenDigits.ImageSize);
        NeuralNetworkModel model = Trainers.Create(new MLContext(seed: 1), DigitNetwork.Dense.Description, epochs: 1).Fit(rows).Model;
        _scorer = new NetworkScorer(model, new ComputeDevice(gpuDeviceId: null, fallsBackToCpu: false, _ => { }));
        _program = RowProgram.TryCreate(model)!;
        _scratch = _program.CreateScratch();
        _features = [.. Enumerable.Range(0, BlockRows).SelectMany(r => rows.Features(r).ToArray())];
    }

    [Benchmark]
    public void OneRowManaged() => _program.Run(_features.AsSpan(0, HandwrittenDigits.ImageSize), _scores.AsSpan(0, MadeRows.Classes), _scratch);

    [Benchmark(Baseline = true)]
    public void OneRowByModule() => _scorer.Score(_features, 1, _scores);

    [Benchmark]
    public void BlockByModule() => _scorer.Score(_features, BlockRows, _scores);

    [GlobalCleanup]
    public void CleanUp() => _scorer.Dispose();
}
