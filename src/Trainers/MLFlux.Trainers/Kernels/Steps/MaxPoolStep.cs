namespace MLFlux.Kernels;

/// <summary>The largest values under a window over each channel; padding never wins.</summary>
internal sealed class MaxPoolStep : PoolStep
{
    private readonly MaxPoolLayer _layer;

    private MaxPoolStep(MaxPoolLayer layer, StepSite site, (PoolAxis Rows, PoolAxis Columns) axes)
        : base(site, layer.OutputShape(site.Input), axes.Rows, axes.Columns) => _layer = layer;

    public override long Cost =>
        Enumerable.Range(0, _layer.Window.Rank).Aggregate((long)Output.Size, (cost, axis) => cost * _layer.Window[axis]);

    public override bool ScoresRows =>
        _layer.Window.Rank == 2 && Enumerable.Range(0, 2).All(axis => _layer.Moves.Before(axis) == 0 && _layer.Moves.After(axis) == 0);

    /// <summary>The step, or null for volumes, and examples that fill the memory of a block.</summary>
    public static MaxPoolStep? TryCreate(MaxPoolLayer layer, StepSite site) =>
        Covers(site, layer.Window.Rank) ? new MaxPoolStep(layer, site, Axes(layer, site)) : null;

    public override RowStep ForRows(Func<string, ReadOnlyMemory<float>> weights)
    {
        Shape input = Site.Input;
        var kernel = new MaxPoolKernel(
            input[0], input[1], input[2], _layer.Window[0], _layer.Window[1], _layer.Stride[0], _layer.Stride[1]);
        return new MaxPoolRowStep(kernel, Output.Size);
    }

    private protected override ValueRate Rate => StepRates.MaxPool;

    private protected override LanePass CreatePass<TVector, TLanes>(LaneFrame frame) =>
        new MaxPoolPass<TVector, TLanes>(frame, Rows, Columns);
}
