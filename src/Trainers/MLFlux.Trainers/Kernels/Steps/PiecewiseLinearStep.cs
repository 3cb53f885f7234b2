namespace MLFlux.Kernels;

/// <summary>Numbers among their bins, without a linear map: the parts of <see cref="PiecewiseLinearLayer"/>.</summary>
internal sealed class PiecewiseLinearStep : KernelStep
{
    private PiecewiseLinearStep(PiecewiseLinearLayer layer, StepSite site)
        : base(site, layer.OutputShape(site.Input))
    {
        Bins = layer.Bins;
        Numbers = [.. layer.Numbers(site.Input).Select(place => (int)place)];
        Others = [.. Enumerable.Range(0, site.Input.Size).Except(Numbers)];
    }

    /// <summary>How many bins a number has.</summary>
    public int Bins { get; }

    /// <summary>The places of the numbers.</summary>
    public int[] Numbers { get; }

    /// <summary>The places of the values that pass on.</summary>
    public int[] Others { get; }

    public override long Cost => Output.Size;

    public override double RowCost => 1;

    /// <summary>The step; null where a linear map follows, and where nothing is a number.</summary>
    public static PiecewiseLinearStep? TryCreate(PiecewiseLinearLayer layer, StepSite site) =>
        layer.Width is null && layer.Numbers(site.Input).Length > 0 ? new PiecewiseLinearStep(layer, site) : null;

    public override BatchStep ForBatches(BatchMemory memory, bool isFirst) => new PiecewiseLinearBatchStep(this, memory);

    public override RowStep ForRows(Func<string, ReadOnlyMemory<float>> weights) =>
        new PiecewiseLinearRowStep(this, weights(Site.Path + "start").ToArray(), weights(Site.Path + "slope").ToArray());
}
