using BenchmarkDotNet.Attributes;
using Microsoft.ML.Data;
using MLFlux.Rows;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Benchmarks.Micro;

/// <summary>128 rows of 784 features in random order, out of 60,000.</summary>
public class BatchGather
{
    private const int Rows = 60_000, Width = 784, BatchSize = 128;

    private int[] _order = [];
    private RowsInMemory _set = null!;
    private BatchBuffer _buffer = null!;
    private Tensor _all = null!;
    private Tensor _permutation = null!;
    private int _start;

    [GlobalSetup]
    public void SetUp()
    {
        Libtorch.Load();
        var random = new Random(1);
        _order = [.. Enumerable.Range(0, Rows)];
        random.Shuffle(_order);
        var features = new FeatureStore(Width);
        var targets = new ClassTargets(10);
        float[] row = [.. Enumerable.Range(0, Width).Select(_ => random.NextSingle())];
        var values = new VBuffer<float>(Width, row);
        for (int i = 0; i < Rows; i++)
        {
            features.Add(values);
            targets.Add(i % 10);
        }

        _set = new RowsInMemory(new FeatureStores(features), targets, weights: null);
        _buffer = new BatchBuffer(_set, new Shape(Width), BatchSize, CPU);
        _all = randn(Rows, Width);
        _permutation = tensor(_order.Select(i => (long)i).ToArray());
    }

    [Benchmark]
    public void Ours() => _buffer.Fill(_set, _order.AsSpan(NextBatch(), BatchSize));

    [Benchmark(Baseline = true)]
    public void IndexSelect()
    {
        using DisposeScope scope = NewDisposeScope();
        _all.index_select(0, _permutation.narrow(0, NextBatch(), BatchSize));
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _buffer.Dispose();
        _all.Dispose();
        _permutation.Dispose();
    }

    private int NextBatch() => _start = (_start + BatchSize) % (Rows - BatchSize);
}
