namespace MLFlux.Kernels;

/// <summary>A pool of windows over each channel, along one axis or two.</summary>
internal abstract class PoolStep : KernelStep, ILaneNode
{
    private protected PoolStep(StepSite site, Shape output, PoolAxis rows, PoolAxis columns)
        : base(site, output) => (Rows, Columns) = (rows, columns);

    public sealed override double OwnTime => Rate.Own(Site.Input.Size);

    public sealed override double LibtorchTime => Rate.Libtorch(Site.Input.Size);

    public sealed override double RowCost => 0.5;

    bool ILaneStep.IsForLanes => true;

    /// <summary>How fast the pool is.</summary>
    private protected abstract ValueRate Rate { get; }

    /// <summary>The windows from line to line.</summary>
    private protected PoolAxis Rows { get; }

    /// <summary>The windows within a line.</summary>
    private protected PoolAxis Columns { get; }

    LanePass ILaneNode.CreatePass<TVector, TLanes>(LaneFrame frame, BatchMemory? memory) => CreatePass<TVector, TLanes>(frame);

    /// <summary>The pass over vectors of one width.</summary>
    private protected abstract LanePass CreatePass<TVector, TLanes>(LaneFrame frame)
        where TVector : struct
        where TLanes : ILanes<TVector>;

    /// <summary>Whether there are steps for a pool that takes such examples.</summary>
    private protected static bool Covers(StepSite site, int rank) =>
        rank <= 2 && LaneWidth.Holds(site.Input);

    /// <summary>One window over whole channels.</summary>
    private protected static (PoolAxis Rows, PoolAxis Columns) Whole(Shape input) =>
        (PoolAxis.Whole(input.Rank > 2 ? input[1] : 1), PoolAxis.Whole(input[input.Rank - 1]));

    /// <summary>The windows of a pool.</summary>
    private protected static (PoolAxis Rows, PoolAxis Columns) Axes(PoolLayer layer, StepSite site)
    {
        Shape output = layer.OutputShape(site.Input);
        PoolAxis[] axes = [.. Enumerable.Range(0, layer.Window.Rank)
            .Select(axis => PoolAxis.Of(layer.Moves, axis, site.Input[axis + 1], output[axis + 1]))];
        return (axes.Length == 1 ? PoolAxis.Whole(1) : axes[0], axes[^1]);
    }
}
