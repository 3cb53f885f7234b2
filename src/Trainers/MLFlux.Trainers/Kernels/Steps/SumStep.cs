namespace MLFlux.Kernels;

/// <summary>The sum of two values of one shape.</summary>
internal sealed class SumStep(StepSite site, Shape shape) : KernelStep(site with { Input = shape }, shape), ILaneNode
{
    public override long Cost => Output.Size;

    public override double RowCost => 1;

    public override bool ScoresRows => false;

    bool ILaneStep.IsForLanes => true;

    LanePass ILaneNode.CreatePass<TVector, TLanes>(LaneFrame frame, BatchMemory? memory) => new SumPass(frame);
}
