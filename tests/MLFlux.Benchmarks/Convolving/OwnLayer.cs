using MLFlux.Construction;
using MLFlux.Kernels;
using MLFlux.Training;
using static TorchSharp.torch;

namespace MLFlux.Benchmarks.Convolving;

/// <summary>
/// One layer by MLFlux's own step, forward and backward over the rows of one thread, as within a network: where it computes rows side by
/// side, they are so already.
/// </summary>
internal sealed class OwnLayer : ILayerPasses
{
    private readonly BuiltNetwork _built;
    private readonly GradientBuffer _gradients;
    private readonly BatchStep? _step;
    private readonly LaneChain? _chain;
    private readonly LaneMemory[][] _values = []; // Of each block.
    private readonly LaneMemory[] _slopes = [];
    private readonly Tensor _x;
    private readonly Tensor _ofX;
    private readonly int _rows;

    /// <param name="layer">A layer of one step.</param>
    /// <param name="input">What it is over.</param>
    /// <param name="rows">The rows, as many as fill blocks.</param>
    public OwnLayer(Layer layer, Shape input, int rows)
    {
        _rows = rows;
        _built = NetworkBuilder.Build(layer, input, seed: 1);
        _gradients = new GradientBuffer(_built);
        KernelStep step = StepTable.TryPlan(layer, new StepSite("", input, Start: 0, FirstParameter: 0, IsTraining: true))!.Single();
        Cost = step.Cost;
        var memory = new BatchMemory(rows, _built.Module, _built.Parameters, _gradients.All, _built.LearnedParameters);
        (_x, _ofX) = (rand(rows, input.Size), empty(rows, input.Size));
        if (step is not ILaneStep { IsForLanes: true })
        {
            _step = step.ForBatches(memory, isFirst: false);
            _step.Gradients(rows).copy_(rand(rows, step.Output.Size));
            return;
        }

        int lanes = LaneWidth.For(rows);
        _chain = LaneChain.Create([step], lanes, memory, isFirst: false);
        _values = [.. Enumerable.Range(0, (rows + lanes - 1) / lanes).Select(_ => LaneChain.Allocate(_chain.Values))];
        _slopes = LaneChain.Allocate(_chain.Gradients);
        var random = new Random(1);
        float[] x = Numbers(random, lanes * input.Size), slopes = Numbers(random, lanes * step.Output.Size);
        foreach (LaneMemory[] values in _values)
            LaneRows.Load(x, lanes, values[0].Span, _chain.Values[0]);
        LaneRows.Load(slopes, lanes, _slopes[1].Span, _chain.Gradients[1]);
    }

    /// <summary>The multiplications of a row, forward.</summary>
    public long Cost { get; }

    public void Forward()
    {
        using var noGradients = no_grad();
        if (_chain is null)
        {
            _step!.Forward(_x);
            return;
        }

        LanePass pass = _chain.Passes[0];
        pass.Begin(_rows);
        for (int block = 0; block < _values.Length; block++)
            pass.Gather(block, _values[block][0]);
        pass.Meet();
        for (int block = 0; block < _values.Length; block++)
            pass.Forward(block, _values[block][0], _values[block][1]);
    }

    public void Backward(bool toInputs)
    {
        using var noGradients = no_grad();
        if (_chain is null)
        {
            _step!.Backward(_x, toInputs ? _ofX : null);
            return;
        }

        LanePass pass = _chain.Passes[0];
        for (int block = 0; block < _values.Length; block++)
            pass.GatherBack(block, _values[block][0], _values[block][1], _slopes[1]);
        pass.MeetBack();
        for (int block = 0; block < _values.Length; block++)
            pass.Backward(block, _values[block][0], _values[block][1], _slopes[1], toInputs ? _slopes[0] : null);
    }

    public void Dispose()
    {
        _step?.Dispose();
        _chain?.Dispose();
        _x.Dispose();
        _ofX.Dispose();
        _gradients.Dispose();
        _built.Dispose();
    }

    private static float[] Numbers(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
}
