namespace MLFlux.Kernels;

/// <summary>The means under a window over each channel, or of a whole channel; zeros of the padding count.</summary>
internal sealed class MeanPoolStep : PoolStep
{
    private readonly int _values;

    private MeanPoolStep(StepSite site, Shape output, (PoolAxis Rows, PoolAxis Columns) axes, int values)
        : base(site, output, axes.Rows, axes.Columns) => _values = values;

    public override long Cost => (long)Output.Size * _values;

    public override bool ScoresRows => false;

    /// <summary>The step, or null for volumes, and examples that fill the memory of a block.</summary>
    public static MeanPoolStep? TryCreate(MeanPoolLayer layer, StepSite site) => Covers(site, layer.Window.Rank)
        ? new MeanPoolStep(
            site, layer.OutputShape(site.Input), Axes(layer, site),
            Enumerable.Range(0, layer.Window.Rank).Aggregate(1, (values, axis) => values * layer.Window[axis]))
        : null;

    /// <summary>The step of whole channels, or null for volumes, and examples that fill the memory of a block.</summary>
    public static MeanPoolStep? TryCreate(GlobalMeanPoolLayer layer, StepSite site) => Covers(site, site.Input.Rank - 1)
        ? new MeanPoolStep(site, layer.OutputShape(site.Input), Whole(site.Input), site.Input.Size / site.Input[0])
        : null;

    private protected override ValueRate Rate => Output.Size == Output[0] ? StepRates.WholePool : StepRates.MeanPool;

    private protected override LanePass CreatePass<TVector, TLanes>(LaneFrame frame) =>
        new MeanPoolPass<TVector, TLanes>(frame, Rows, Columns, _values);
}
