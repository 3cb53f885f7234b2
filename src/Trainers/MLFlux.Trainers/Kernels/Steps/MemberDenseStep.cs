namespace MLFlux.Kernels;

/// <summary>
/// A dense layer of all members at once: y = σ(s ⊙ (W (r ⊙ x)) + b), with r, s and b of each member or, where it ends their network,
/// y = σ(W x + b) with W and b of each member.
/// </summary>
internal sealed class MemberDenseStep : KernelStep
{
    private readonly MemberDenseLayer _layer;

    private MemberDenseStep(MemberDenseLayer layer, StepSite site)
        : base(site, layer.OutputShape(site.Input)) => _layer = layer;

    /// <summary>How many members there are.</summary>
    public int Count => _layer.Count;

    /// <summary>How many values x has for a member.</summary>
    public int Inputs => Site.Input.Size;

    /// <summary>How many values y has for a member.</summary>
    public int Outputs => Output.Size;

    /// <summary>Whether all members take the same x.</summary>
    public bool TakesRows => _layer.TakesRows;

    /// <summary>σ.</summary>
    public Activation Activation => Site.Within(_layer.Dense.Activation);

    /// <summary>Whether there is b.</summary>
    public bool HasBias => _layer.Dense.Bias;

    public override long Cost => (long)Inputs * Outputs * Count;

    public override double RowCost => 3;

    /// <summary>The step; null over the steps of a sequence, and where W is too large.</summary>
    public static MemberDenseStep? TryCreate(MemberDenseLayer layer, StepSite site)
    {
        if (site.Input.Rank > 1)
            return null;
        var step = new MemberDenseStep(layer, site);
        return step.Cost <= int.MaxValue / sizeof(float) ? step : null;
    }

    public override BatchStep ForBatches(BatchMemory memory, bool isFirst) =>
        _layer.IsLast ? new OwnDenseBatchStep(this, memory) : new MemberDenseBatchStep(this, memory);

    public override RowStep ForRows(Func<string, ReadOnlyMemory<float>> weights)
    {
        float[] Find(string name) => weights(Site.Path + name).ToArray();
        float[] bias = HasBias ? Find("bias") : [];
        return _layer.IsLast ? new OwnDenseRowStep(this, Find("weight"), bias)
            : new MemberDenseRowStep(this, weights(Site.Path + "weight").Span, Find("r"), Find("s"), bias);
    }
}
