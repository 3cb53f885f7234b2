namespace MLFlux.Kernels;

/// <summary>Steps over rows side by side in the order in which they are computed, with the values that each takes.</summary>
internal sealed class LaneGraph
{
    private readonly List<LaneNode> _nodes = [];

    /// <param name="steps">The steps, each an <see cref="ILaneStep"/>.</param>
    public LaneGraph(IReadOnlyList<KernelStep> steps)
    {
        Input = steps[0].Site.Input;
        Add(steps, 0);
    }

    /// <summary>The shape of the first value.</summary>
    public Shape Input { get; }

    /// <summary>The steps.</summary>
    public IReadOnlyList<LaneNode> Nodes => _nodes;

    /// <summary>Adds steps one after another: the number of the value that the last gives.</summary>
    public int Add(IReadOnlyList<KernelStep> steps, int source) =>
        steps.Aggregate(source, (value, step) => ((ILaneStep)step).AddTo(this, value));

    /// <summary>Adds a step: the number of the value that it gives.</summary>
    public int Add(KernelStep step, int source, int? other = null)
    {
        _nodes.Add(new LaneNode(step, source, other));
        return _nodes.Count;
    }

    /// <summary>The number of the last step that takes a value; −1 where none does.</summary>
    public int LastUse(int value) => _nodes.FindLastIndex(node => node.Source == value || node.Other == value);
}
