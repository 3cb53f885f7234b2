namespace MLFlux.Kernels;

/// <summary>y = σ(W x + b) over vectors.</summary>
internal sealed class DenseStep : KernelStep, ILaneNode
{
    private readonly DenseLayer _layer;

    private DenseStep(DenseLayer layer, StepSite site)
        : base(site, layer.OutputShape(site.Input)) => _layer = layer;

    /// <summary>How many values x has.</summary>
    public int Inputs => Site.Input.Size;

    /// <summary>How many values y has.</summary>
    public int Outputs => Output.Size;

    /// <summary>σ.</summary>
    public Activation Activation => Site.Within(_layer.Activation);

    /// <summary>Whether there is b.</summary>
    public bool HasBias => _layer.Bias;

    public override long Cost => (long)Inputs * Outputs;

    /// <summary>A row gets the weights from the cache again, a product of matrices once for many rows.</summary>
    public override double RowCost => 3;

    public override bool SkipsZeros => true;

    public override double BlockTime(double nonzero, double used) =>
        BlockProduct.Takes(Inputs, Outputs) ? Cost * BlockProduct.Cost * used : RowTime(nonzero);

    /// <summary>The step, or null over the steps of a sequence, and in training where W is too large.</summary>
    public static DenseStep? TryCreate(DenseLayer layer, StepSite site)
    {
        if (site.Input.Rank > 1)
            return null;
        var step = new DenseStep(layer, site);
        return step.Cost <= int.MaxValue / sizeof(float) || !site.IsTraining ? step : null;
    }

    bool ILaneStep.IsForLanes => false;

    /// <summary>Of dense layers alone, rows side by side took about twice the time of libtorch's product of matrices.</summary>
    double ILaneStep.LaneCost => 2;

    /// <summary>Training has libtorch's products of matrices.</summary>
    bool ILaneStep.Trains => false;

    LanePass ILaneNode.CreatePass<TVector, TLanes>(LaneFrame frame, BatchMemory? memory) => new DensePass<TVector, TLanes>(this);

    public override BatchStep ForBatches(BatchMemory memory, bool isFirst) => new DenseBatchStep(this, memory, isFirst);

    public override RowStep ForRows(Func<string, ReadOnlyMemory<float>> weights) => new DenseRowStep(
        weights(Site.Path + "weight").Span, HasBias ? weights(Site.Path + "bias").Span : [], Inputs, Outputs, Activation);
}
