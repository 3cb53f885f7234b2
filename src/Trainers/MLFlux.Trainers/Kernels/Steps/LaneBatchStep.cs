using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MLFlux.Kernels;

/// <summary>
/// A run of steps for a share of a batch, in blocks of rows side by side. A block passes through all steps, so that its values stay in
/// the processor's caches, but where a step needs all blocks before any goes on. Gradients of weights are added up block after block, in
/// this order.
/// </summary>
internal sealed class LaneBatchStep : BatchStep
{
    private readonly LaneChain _chain;
    private readonly LaneMemory[][] _values; // Of each block.
    private readonly LaneMemory[][] _gradients; // Of one block at a time; of each block where a step needs all of them.
    private readonly LaneMemory?[] _more; // What comes to the gradients of values that several steps take.
    private readonly int[] _stretches; // Where all blocks pass one after another: 0, the steps that need all of them, the end.
    private readonly int _lanes;

    /// <param name="steps">The steps.</param>
    /// <param name="lanes">How many rows are side by side: 4, 8 or 16.</param>
    /// <param name="memory">The network's weights and gradients.</param>
    /// <param name="isFirst">Whether the first takes the features, of which nobody needs a gradient.</param>
    public LaneBatchStep(IReadOnlyList<KernelStep> steps, int lanes, BatchMemory memory, bool isFirst)
        : base(steps[^1].Output.Size, memory.Capacity)
    {
        _lanes = lanes;
        _chain = LaneChain.Create(steps, lanes, memory, isFirst);
        int blocks = Blocks(memory.Capacity), count = _chain.Passes.Count;
        IReadOnlyList<LaneNode> nodes = _chain.Graph.Nodes;
        int[] meetings = [.. Enumerable.Range(0, count).Where(i => _chain.Passes[i].Meets)];
        _stretches = [0, .. meetings, count];
        _values = [.. Enumerable.Range(0, blocks).Select(_ => LaneChain.Allocate(_chain.Values))];
        bool areKept = meetings.Length > 0 && nodes.Any(node => node.Other is not null);
        _gradients = [.. _chain.Gradients.Select((planes, i) => LaneChain.Allocate(
            Enumerable.Repeat(planes, isFirst && i == 0 ? 0 : areKept || meetings.Contains(i - 1) ? blocks : 1)))];
        _more = [.. _chain.Gradients.Select((planes, i) =>
            nodes.Count(node => node.Source == i) + nodes.Count(node => node.Other == i) > 1 ? new LaneMemory(planes.Size) : null)];
    }

    public override bool Learns => _chain.Passes.Any(pass => pass.Learns);

    public override Tensor Forward(Tensor x)
    {
        int rows = (int)x.size(0);
        Tensor y = Outputs(rows);
        foreach (LanePass pass in _chain.Passes)
            pass.Begin(rows);
        for (int stretch = 0; stretch + 1 < _stretches.Length; stretch++)
        {
            int first = _stretches[stretch], end = _stretches[stretch + 1];
            if (stretch > 0)
                _chain.Passes[first].Meet();
            for (int block = 0; block < Blocks(rows); block++)
            {
                LaneMemory[] values = _values[block];
                if (stretch == 0)
                    LaneRows.Load(Part(x, block), Count(block, rows), values[0].Span, _chain.Values[0]);
                for (int i = first; i < end; i++)
                    Forward(i, values, block);
                if (end == _chain.Passes.Count)
                    LaneRows.Store(values[end].Span, _chain.Values[end], Part(y, block), Count(block, rows));
                else
                    _chain.Passes[end].Gather(block, values[_chain.Graph.Nodes[end].Source]);
            }
        }

        return y;
    }

    public override void Backward(Tensor x, Tensor? inputGradients)
    {
        int rows = (int)x.size(0), count = _chain.Passes.Count;
        int least = inputGradients is not null ? 0 : FirstThatLearns();
        Tensor gradients = Gradients(rows);
        for (int stretch = _stretches.Length - 2; stretch >= 0; stretch--)
        {
            bool isLast = stretch == _stretches.Length - 2;
            int last = isLast ? count - 1 : _stretches[stretch + 1], first = stretch == 0 ? 0 : _stretches[stretch] + 1;
            bool meets = stretch > 0 && _stretches[stretch] >= least;
            for (int block = 0; block < Blocks(rows); block++)
            {
                if (isLast)
                    LaneRows.Load(Part(gradients, block), Count(block, rows), Gradient(count, block)!.Span, _chain.Gradients[count]);
                for (int i = last; i >= Math.Max(first, least); i--)
                    Backward(i, block, value => value > least || (value == 0 && inputGradients is not null));
                if (meets)
                    GatherBack(_stretches[stretch], block);
                if (stretch == 0 && inputGradients is not null)
                    LaneRows.Store(Gradient(0, block)!.Span, _chain.Gradients[0], Part(inputGradients, block), Count(block, rows));
            }

            if (meets)
                _chain.Passes[_stretches[stretch]].MeetBack();
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

    private void Forward(int step, LaneMemory[] values, int block)
    {
        LaneNode node = _chain.Graph.Nodes[step];
        _chain.Passes[step].Forward(block, values[node.Source], values[step + 1]);
        if (_chain.Passes[step] is SumPass sum)
            sum.Add(values[node.Other!.Value], values[step + 1]);
    }

    private void Backward(int step, int block, Func<int, bool> isWanted)
    {
        LaneNode node = _chain.Graph.Nodes[step];
        LaneMemory gradients = Gradient(step + 1, block)!;
        bool isNew = _chain.Graph.LastUse(node.Source) == step;
        LaneMemory? own = !isWanted(node.Source) ? null : isNew ? Gradient(node.Source, block) : _more[node.Source];
        _chain.Passes[step].Backward(block, _values[block][node.Source], _values[block][step + 1], gradients, own);
        if (own is not null && !isNew)
            AddMore(node.Source, block);
        if (_chain.Passes[step] is not SumPass sum || node.Other is not int other || !isWanted(other))
            return;
        isNew = _chain.Graph.LastUse(other) == step && other != node.Source;
        sum.BackwardToOther(gradients, isNew ? Gradient(other, block)! : _more[other]!);
        if (!isNew)
            AddMore(other, block);
    }

    private void AddMore(int value, int block)
    {
        Span<float> sum = Gradient(value, block)!.Span;
        TensorPrimitives.Add(sum, _more[value]!.Span, sum);
    }

    private void GatherBack(int step, int block) => _chain.Passes[step].GatherBack(
        block, _values[block][_chain.Graph.Nodes[step].Source], _values[block][step + 1], Gradient(step + 1, block)!);

    /// <summary>The gradients of a block's values; null for the features.</summary>
    private LaneMemory? Gradient(int value, int block) => _gradients[value].Length switch
    {
        0 => null,
        1 => _gradients[value][0],
        _ => _gradients[value][block],
    };

    private int Blocks(int rows) => (rows + _lanes - 1) / _lanes;

    /// <summary>The first step of which a weight is learned; behind the last where none is.</summary>
    private int FirstThatLearns() => _chain.Passes.TakeWhile(pass => !pass.Learns).Count();

    private int Count(int block, int rows) => Math.Min(_lanes, rows - (block * _lanes));

    /// <summary>The rows of a block, and those behind it.</summary>
    private Span<float> Part(Tensor rows, int block) => Floats(rows)[(int)(block * _lanes * rows.size(1))..];
}
