namespace MLFlux.Kernels;

/// <summary>y = σ(x), value by value.</summary>
internal sealed class ActivateStep : KernelStep, ILaneNode
{
    /// <param name="activation">σ.</param>
    /// <param name="site">Where the step stands.</param>
    public ActivateStep(Activation activation, StepSite site)
        : base(site, site.Input) => Activation = activation;

    /// <summary>σ.</summary>
    public Activation Activation { get; }

    public override long Cost => Output.Size;

    public override double RowCost => 1;

    public override BatchStep ForBatches(BatchMemory memory, bool isFirst) => new ActivateBatchStep(this, memory);

    bool ILaneStep.IsForLanes => false;

    LanePass ILaneNode.CreatePass<TVector, TLanes>(LaneFrame frame, BatchMemory? memory) => new ActivatePass(Activation, frame);

    public override RowStep ForRows(Func<string, ReadOnlyMemory<float>> weights) => new ActivateRowStep(this);
}
