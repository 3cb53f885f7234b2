using BenchmarkDotNet.Attributes;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Benchmarks.Micro;

/// <summary>One update of the weights of 784–128–10, all in one tensor or in four.</summary>
public class AdamStep
{
    private Tensor _weights = null!;
    private Tensor _gradients = null!;
    private Updater _updater = null!;
    private Parameter[] _parameters = [];
    private optim.Optimizer _optimizer = null!;

    [GlobalSetup]
    public void SetUp()
    {
        Libtorch.Load();
        _weights = randn(101_770);
        _gradients = randn(101_770);
        _updater = Optimizers.Adam().CreateUpdater(_weights, _gradients);
        _parameters = [.. new long[][] { [128, 784], [128], [10, 128], [10] }.Select(s => new Parameter(randn(s)) { grad = randn(s) })];
        _optimizer = optim.Adam(_parameters);
    }

    [Benchmark]
    public void Ours()
    {
        using var noGradients = no_grad();
        _updater.Step(1e-3);
    }

    [Benchmark(Baseline = true)]
    public void TorchSharps()
    {
        using DisposeScope scope = NewDisposeScope();
        _optimizer.step();
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _optimizer.Dispose();
        _updater.Dispose();
        _gradients.Dispose();
        _weights.Dispose();
        foreach (Parameter parameter in _parameters)
            parameter.Dispose();
    }
}
