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
    public static MeanPoolStep? TryCreate(GlobalMeanPoolLayer layer, StepSite site)
    {
        Shape input = site.Input;
        if (!Covers(site, input.Rank - 1))
            return null;
        (PoolAxis, PoolAxis) axes = (PoolAxis.Whole(input.Rank > 2 ? input[1] : 1), PoolAxis.Whole(input[input.Rank - 1]));
        return new MeanPoolStep(site, layer.OutputShape(input), axes, input.Size / input[0]);
    }

    private protected override LanePass CreatePass<TVector, TLanes>(LaneFrame frame) =>
        new MeanPoolPass<TVector, TLanes>(frame, Rows, Columns, _values);
}
