using MLFlux.Construction;

namespace MLFlux.Kernels;

/// <summary>The branches of several columns, whose outputs lie one after another.</summary>
internal sealed class InputsStep : KernelStep
{
    private readonly IReadOnlyList<Branch> _branches;

    private InputsStep(StepSite site, Shape output, IReadOnlyList<Branch> branches)
        : base(site, output) => _branches = branches;

    public override long Cost => Steps.Sum(step => step.Cost);

    public override double RowCost => Steps.Sum(step => step.Cost * step.RowCost) / Math.Max(1, Cost);

    /// <summary>The zeros of all columns are taken for those of each.</summary>
    public override double RowTime(double nonzero) => _branches.Sum(branch =>
        branch.Steps.Take(1).Sum(step => step.RowTime(nonzero)) + branch.Steps.Skip(1).Sum(step => step.RowTime(1)));

    private IEnumerable<KernelStep> Steps => _branches.SelectMany(branch => branch.Steps);

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

        var branches = new List<Branch>();
        StepSite next = site;
        foreach (LayerChild child in layer.Children(site.Input))
        {
            next = next with { Path = $"{site.Path}{child.Name}.", Input = child.Input };
            if (StepTable.TryPlan(child.Layer, next) is not { } steps)
                return null;
            if (!isAlone && steps.Any(step => step.Site.Members > 1))
                return null; // Within a network members are averaged, for which there is no step.
            branches.Add(new Branch(child.Input.Size, steps, child.Layer.OutputShape(child.Input).Size));
            next = next.After(child.Layer);
        }

        return isAlone ? branches[0].Steps : [new InputsStep(site, layer.OutputShape(site.Input), branches)];
    }

    public override BatchStep ForBatches(BatchMemory memory, bool isFirst) => new InputsBatchStep(
        _branches.Select(branch => (branch.Inputs, branch.Steps, branch.Outputs)), Output.Size, memory);

    public override RowStep ForRows(Func<string, ReadOnlyMemory<float>> weights) => new InputsRowStep(
        [.. _branches.Select(branch =>
            (branch.Inputs, new RowChain([.. branch.Steps.Select(step => step.ForRows(weights))])))], Output.Size);

    /// <param name="Inputs">How many values of a row the branch takes.</param>
    /// <param name="Steps">What it makes of them.</param>
    /// <param name="Outputs">How many values it gives.</param>
    private sealed record Branch(int Inputs, IReadOnlyList<KernelStep> Steps, int Outputs);
}
