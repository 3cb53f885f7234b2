namespace MLFlux.Kernels;

/// <summary>y = (x − μ) s of each channel, where μ and s were found before the first epoch.</summary>
internal sealed class StandardizeStep : KernelStep, ILaneNode
{
    private StandardizeStep(StepSite site)
        : base(site, site.Input)
    {
    }

    public override long Cost => Output.Size;

    public override double RowCost => 1;

    bool ILaneStep.IsForLanes => true;

    /// <summary>The step, or null for volumes and examples that fill the memory of a block.</summary>
    public static StandardizeStep? TryCreate(StepSite site) =>
        site.Input.Rank <= 3 && LaneWidth.Holds(site.Input) ? new StandardizeStep(site) : null;

    /// <summary>μ and s of each channel.</summary>
    /// <param name="weights">Gives a weight's values by its name in the network.</param>
    public (float[] Means, float[] Scales) Terms(Func<string, ReadOnlyMemory<float>> weights) =>
        (weights(Site.Path + "mean").ToArray(), weights(Site.Path + "scale").ToArray());

    public override RowStep ForRows(Func<string, ReadOnlyMemory<float>> weights)
    {
        (float[] means, float[] scales) = Terms(weights);
        return new AffineRowStep(Output.Size, Activation.Identity, (means, scales, new float[means.Length]));
    }

    LanePass ILaneNode.CreatePass<TVector, TLanes>(LaneFrame frame, BatchMemory? memory) =>
        new StandardizePass<TVector, TLanes>(this, frame, memory);
}
