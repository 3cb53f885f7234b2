using static TorchSharp.torch;

namespace MLFlux.Kernels;

/// <summary>
/// A run of steps for a share of a batch, in blocks of rows side by side. A block passes through all steps, so that its values stay in
/// the processor's caches; gradients of weights are added up block after block, in this order.
/// </summary>
internal sealed class LaneBatchStep : BatchStep
{
    private readonly LaneChain _chain;
    private readonly LaneMemory[][] _values; // Of each block those before each step, and those behind the last.
    private readonly LaneMemory?[] _gradients; // Of one block at a time.
    private readonly int _lanes;

    /// <param name="steps">The steps.</param>
    /// <param name="lanes">How many rows are side by side: 4, 8 or 16.</param>
    /// <param name="memory">The network's weights and gradients.</param>
    /// <param name="isFirst">Whether the first takes the features, of which nobody needs a gradient.</param>
    public LaneBatchStep(IReadOnlyList<KernelStep> steps, int lanes, BatchMemory memory, bool isFirst)
        : base(steps[^1].Output.Size, memory.Capacity)
    {
        _lanes = lanes;
        _chain = LaneChain.Create(steps, _lanes, memory, isFirst);
        _values = [.. Enumerable.Range(0, Blocks(memory.Capacity)).Select(_ => LaneChain.Allocate(_chain.Values))];
        _gradients = LaneChain.Allocate(_chain.Gradients);
        if (isFirst)
            _gradients[0] = null;
    }

    public override bool Learns => _chain.Passes.Any(pass => pass.Learns);

    public override Tensor Forward(Tensor x)
    {
        int rows = (int)x.size(0), inputs = _chain.Values[0].Values;
        Tensor y = Outputs(rows);
        ReadOnlySpan<float> from = Floats(x);
        Span<float> to = Floats(y);
        foreach (LanePass pass in _chain.Passes)
            pass.Begin(rows);
        for (int block = 0; block < Blocks(rows); block++)
        {
            LaneMemory[] values = _values[block];
            int first = block * _lanes, count = Math.Min(_lanes, rows - first);
            LaneRows.Load(from.Slice(first * inputs, count * inputs), count, values[0].Span, _chain.Values[0]);
            for (int i = 0; i < _chain.Passes.Count; i++)
                _chain.Passes[i].Forward(block, values[i], values[i + 1]);
            LaneRows.Store(values[^1].Span, _chain.Values[^1], to.Slice(first * Width, count * Width), count);
        }

        return y;
    }

    public override void Backward(Tensor x, Tensor? inputGradients)
    {
        int rows = (int)x.size(0), inputs = _chain.Values[0].Values;
        int last = inputGradients is not null ? 0 : FirstThatLearns();
        ReadOnlySpan<float> from = Floats(Gradients(rows));
        Span<float> to = inputGradients is null ? [] : Floats(inputGradients);
        for (int block = 0; block < Blocks(rows); block++)
        {
            LaneMemory[] values = _values[block];
            int first = block * _lanes, count = Math.Min(_lanes, rows - first);
            LaneRows.Load(from.Slice(first * Width, count * Width), count, _gradients[^1]!.Span, _chain.Gradients[^1]);
            for (int i = _chain.Passes.Count - 1; i >= last; i--)
            {
                bool isWanted = i > last || inputGradients is not null;
                _chain.Passes[i].Backward(block, values[i], values[i + 1], _gradients[i + 1]!, isWanted ? _gradients[i] : null);
            }

            if (inputGradients is not null)
                LaneRows.Store(_gradients[0]!.Span, _chain.Gradients[0], to.Slice(first * inputs, count * inputs), count);
        }
    }

    public override void ClearWeightGradients()
    {
        foreach (LanePass pass in _chain.Passes)
            pass.ClearWeightGradients();
    }

    public override void Dispose()
    {
        _chain.Dispose();
        base.Dispose();
    }

    private int Width => _chain.Values[^1].Values;

    private int Blocks(int rows) => (rows + _lanes - 1) / _lanes;

    /// <summary>The first step of which a weight is learned; behind the last where none is.</summary>
    private int FirstThatLearns() => _chain.Passes.TakeWhile(pass => !pass.Learns).Count();
}
