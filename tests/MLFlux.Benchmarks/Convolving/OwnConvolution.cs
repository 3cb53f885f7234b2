using MLFlux.Construction;
using MLFlux.Kernels;
using MLFlux.Training;
using static TorchSharp.torch;

namespace MLFlux.Benchmarks.Convolving;

/// <summary>
/// One layer by MLFlux's own pass, forward and backward over the rows of one thread, as within a network: side by side already.
/// </summary>
internal sealed class OwnConvolution : IDisposable
{
    private readonly BuiltNetwork _built;
    private readonly GradientBuffer _gradients;
    private readonly LaneChain _chain;
    private readonly LaneMemory[][] _values; // Of each block.
    private readonly LaneMemory[] _slopes;
    private readonly int _rows;

    public OwnConvolution(Layer layer, Shape input, int rows)
    {
        _rows = rows;
        _built = NetworkBuilder.Build(layer, input, seed: 1);
        _gradients = new GradientBuffer(_built);
        IReadOnlyList<KernelStep> steps =
            StepTable.TryPlan(layer, new StepSite("", input, Start: 0, FirstParameter: 0, IsTraining: true))!;
        Cost = steps.Sum(step => step.Cost);
        var memory = new BatchMemory(rows, _built.Module, _built.Parameters, _gradients.All, _built.LearnedParameters);
        int lanes = LaneWidth.For(rows);
        _chain = LaneChain.Create(steps, lanes, memory, isFirst: false);
        _values = [.. Enumerable.Range(0, (rows + lanes - 1) / lanes).Select(_ => LaneChain.Allocate(_chain.Values))];
        _slopes = LaneChain.Allocate(_chain.Gradients);
        var random = new Random(1);
        float[] x = Numbers(random, lanes * input.Size), slopes = Numbers(random, lanes * steps[^1].Output.Size);
        foreach (LaneMemory[] values in _values)
            LaneRows.Load(x, lanes, values[0].Span, _chain.Values[0]);
        LaneRows.Load(slopes, lanes, _slopes[^1].Span, _chain.Gradients[^1]);
    }

    /// <summary>The multiplications of a row, forward.</summary>
    public long Cost { get; }

    /// <summary>A pass over all rows.</summary>
    public void Run()
    {
        using var noGradients = no_grad();
        LanePass pass = _chain.Passes[0];
        pass.Begin(_rows);
        for (int block = 0; block < _values.Length; block++)
            pass.Forward(block, _values[block][0], _values[block][1]);
        for (int block = 0; block < _values.Length; block++)
            pass.Backward(block, _values[block][0], _values[block][1], _slopes[1], _slopes[0]);
    }

    public void Dispose()
    {
        _chain.Dispose();
        _gradients.Dispose();
        _built.Dispose();
    }

    private static float[] Numbers(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
}
