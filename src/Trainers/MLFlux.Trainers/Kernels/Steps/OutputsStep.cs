namespace MLFlux.Kernels;

/// <summary>The heads of several labels, which all take the same, and whose outputs lie one after another.</summary>
internal sealed class OutputsStep : BranchedStep
{
    private OutputsStep(StepSite site, Shape output, IReadOnlyList<Branch> heads)
        : base(site, output, heads)
    {
    }

    /// <summary>The steps of a head that is alone; one step for several heads; null where libtorch is to compute one of them.</summary>
    /// <param name="layer">The heads.</param>
    /// <param name="site">Where they stand.</param>
    public static IReadOnlyList<KernelStep>? TryPlan(OutputsLayer layer, StepSite site)
    {
        if (TryPlan(layer.Children(site.Input), site) is not { } heads || heads.Any(head => head.TrainsMembers))
            return null;
        return heads is [var alone] ? alone.Steps : [new OutputsStep(site, layer.OutputShape(site.Input), heads)];
    }

    public override BatchStep ForBatches(BatchMemory memory, bool isFirst) => new OutputsBatchStep(
        Branches.Select(head => (head.Steps, head.Outputs)), Site.Input.Size, Output.Size, memory, isFirst);

    public override RowStep ForRows(Func<string, ReadOnlyMemory<float>> weights) =>
        new OutputsRowStep([.. Branches.Select(head => head.ForRows(weights))], Output.Size);
}
