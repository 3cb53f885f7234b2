namespace MLFlux.Kernels;

/// <summary>Random zeros in training; scoring has no such step.</summary>
internal sealed class DropoutStep(StepSite site) : KernelStep(site, site.Input)
{
    public override long Cost => Output.Size;

    public override double RowCost => 1;

    public override BatchStep ForBatches(BatchMemory memory, bool isFirst) => new DropoutBatchStep(this, memory);
}
