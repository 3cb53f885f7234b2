namespace MLFlux.Kernels;

/// <summary>y = σ(γ (x − μ) / √(v + ε) + β) of each channel: in training μ and v are those of the batch.</summary>
internal sealed class BatchNormStep : KernelStep, ILaneNode
{
    private readonly BatchNormLayer _layer;

    private BatchNormStep(BatchNormLayer layer, StepSite site)
        : base(site, site.Input) => _layer = layer;

    /// <summary>σ.</summary>
    public Activation Activation => _layer.Activation;

    /// <summary>ε.</summary>
    public double Epsilon => _layer.Epsilon;

    /// <summary>Whether there are γ and β.</summary>
    public bool IsAffine => _layer.Affine;

    public override long Cost => Output.Size;

    public override double RowCost => 1;

    bool ILaneStep.IsForLanes => true;

    /// <summary>
    /// The step, or null for volumes, examples that fill the memory of a block, and in training where σ's slope cannot be told from its
    /// value.
    /// </summary>
    public static BatchNormStep? TryCreate(BatchNormLayer layer, StepSite site)
    {
        bool trains = ActivationKernel.HasSlope(layer.Activation) && LaneWidth.IsFast;
        return site.Input.Rank <= 3 && LaneWidth.Holds(site.Input) && (trains || !site.IsTraining) ? new BatchNormStep(layer, site) : null;
    }

    public override RowStep ForRows(Func<string, ReadOnlyMemory<float>> weights) => new BatchNormRowStep(this, weights);

    LanePass ILaneNode.CreatePass<TVector, TLanes>(LaneFrame frame, BatchMemory? memory) =>
        new BatchNormPass<TVector, TLanes>(this, frame, memory);
}
