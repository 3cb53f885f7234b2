namespace MLFlux.Kernels;

/// <summary>The branches of several columns, whose outputs lie one after another.</summary>
internal sealed class InputsStep : BranchedStep
{
    private InputsStep(StepSite site, Shape output, IReadOnlyList<Branch> branches)
        : base(site, output, branches)
    {
    }

    /// <summary>
    /// The steps of a branch that is alone; one step for several branches; null where libtorch is to compute one of them, and where
    /// outputs are combined value by value.
    /// </summary>
    /// <param name="layer">The branches.</param>
    /// <param name="site">Where they stand.</param>
    public static IReadOnlyList<KernelStep>? TryPlan(InputsLayer layer, StepSite site)
    {
        bool isAlone = layer.Layers.Length == 1;
        if (!isAlone && layer.Combine is not (StackCombine or ConcatCombine { Axis: 0 }))
            return null;
        if (TryPlan(layer.Children(site.Input), site) is not { } branches)
            return null;
        if (isAlone)
            return branches[0].Steps;
        return branches.Any(branch => branch.TrainsMembers) ? null : [new InputsStep(site, layer.OutputShape(site.Input), branches)];
    }

    public override BatchStep ForBatches(BatchMemory memory, bool isFirst) => new InputsBatchStep(
        Branches.Select(branch => (branch.Inputs, branch.Steps, branch.Outputs)), Output.Size, memory);

    public override RowStep ForRows(Func<string, ReadOnlyMemory<float>> weights) =>
        new InputsRowStep([.. Branches.Select(branch => (branch.Inputs, branch.ForRows(weights)))], Output.Size);
}
