namespace MLFlux.Kernels;

/// <summary>The largest value of each channel.</summary>
internal sealed class GlobalMaxPoolStep : PoolStep
{
    private GlobalMaxPoolStep(StepSite site, Shape output, (PoolAxis Rows, PoolAxis Columns) axes)
        : base(site, output, axes.Rows, axes.Columns)
    {
    }

    public override long Cost => Site.Input.Size;

    public override bool ScoresRows => false;

    /// <summary>The step, or null for volumes, and examples that fill the memory of a block.</summary>
    public static GlobalMaxPoolStep? TryCreate(GlobalMaxPoolLayer layer, StepSite site) => Covers(site, site.Input.Rank - 1)
        ? new GlobalMaxPoolStep(site, layer.OutputShape(site.Input), Whole(site.Input))
        : null;

    private protected override ValueRate Rate => StepRates.WholePool;

    private protected override LanePass CreatePass<TVector, TLanes>(LaneFrame frame) =>
        new GlobalMaxPoolPass<TVector, TLanes>(frame, Rows, Columns);
}
