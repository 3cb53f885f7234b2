namespace MLFlux.Kernels;

/// <summary>y = σ(γ (x − μ) / √(v + ε) + β) of each channel: in training μ and v are those of the batch.</summary>
internal sealed class BatchNormStep : KernelStep, ILaneNode
{
    private readonly BatchNormLayer _layer;

    private BatchNormStep(BatchNormLayer layer, StepSite site)
        : base(site, site.Input) => _layer = layer;

    /// <summary>σ.</summary>
    public Activation Activation => Site.Within(_layer.Activation);

    /// <summary>ε.</summary>
    public double Epsilon => _layer.Epsilon;

    /// <summary>Whether there are γ and β.</summary>
    public bool IsAffine => _layer.Affine;

    public override long Cost => Output.Size;

    public override double OwnTime => StepRates.BatchNorm.Own(Output.Size);

    public override double LibtorchTime => StepRates.BatchNorm.Libtorch(Output.Size);

    public override double RowCost => 1;

    bool ILaneStep.IsForLanes => true;

    /// <summary>The step, or null for volumes, and examples that fill the memory of a block.</summary>
    public static BatchNormStep? TryCreate(BatchNormLayer layer, StepSite site) =>
        site.Input.Rank <= 3 && LaneWidth.Holds(site.Input) ? new BatchNormStep(layer, site) : null;

    /// <summary>In scoring, μ, γ / √(v + ε) and β of each channel.</summary>
    /// <param name="weights">Gives a weight's values by its name in the network.</param>
    public (float[] Means, float[] Scales, float[] Shifts) Terms(Func<string, ReadOnlyMemory<float>> weights)
    {
        float[] means = weights(Site.Path + "running_mean").ToArray(), variances = weights(Site.Path + "running_var").ToArray();
        float[] gamma = IsAffine ? weights(Site.Path + "weight").ToArray() : [.. means.Select(_ => 1f)];
        float[] beta = IsAffine ? weights(Site.Path + "bias").ToArray() : new float[means.Length];
        return (means, [.. gamma.Zip(variances, (scale, variance) => (float)(scale / Math.Sqrt(variance + Epsilon)))], beta);
    }

    public override RowStep ForRows(Func<string, ReadOnlyMemory<float>> weights) =>
        new AffineRowStep(Output.Size, Activation, Terms(weights));

    LanePass ILaneNode.CreatePass<TVector, TLanes>(LaneFrame frame, BatchMemory? memory) =>
        new BatchNormPass<TVector, TLanes>(this, frame, memory);
}
