namespace MLFlux.Kernels;

/// <summary>y = σ(x), value by value.</summary>
internal sealed class ActivateStep : KernelStep, ILaneNode
{
    private ActivateStep(ActivateLayer layer, StepSite site)
        : base(site, site.Input) => Activation = layer.Activation;

    /// <summary>σ.</summary>
    public Activation Activation { get; }

    public override long Cost => Output.Size;

    public override double RowCost => 1;

    public override double BlockTime(double nonzero, double used) => Cost * (1 + ActivationKernel.Cost(Activation));

    /// <summary>The step, or null in training where σ's slope cannot be told from its value.</summary>
    public static ActivateStep? TryCreate(ActivateLayer layer, StepSite site) =>
        ActivationKernel.HasSlope(layer.Activation) || !site.IsTraining ? new ActivateStep(layer, site) : null;

    public override BatchStep ForBatches(BatchMemory memory, bool isFirst) => new ActivateBatchStep(this, memory);

    bool ILaneStep.IsForLanes => false;

    bool ILaneStep.IsQuick => !ActivationKernel.IsSeries(Activation);

    LanePass ILaneNode.CreatePass<TVector, TLanes>(LaneFrame frame, BatchMemory? memory) => new ActivatePass(Activation, frame);

    public override RowStep ForRows(Func<string, ReadOnlyMemory<float>> weights) => new ActivateRowStep(this);
}
