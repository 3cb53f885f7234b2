namespace MLFlux.Kernels;

/// <summary>Random zeros in training; scoring has no such step.</summary>
internal sealed class DropoutStep(StepSite site) : KernelStep(site, site.Input), ILaneNode
{
    public override long Cost => Output.Size;

    public override double RowCost => 1;

    bool ILaneStep.IsForLanes => false;

    LanePass ILaneNode.CreatePass<TVector, TLanes>(LaneFrame frame, BatchMemory? memory) => new DropoutPass(this, frame, memory!);

    public override BatchStep ForBatches(BatchMemory memory, bool isFirst) => new DropoutBatchStep(this, memory);
}
