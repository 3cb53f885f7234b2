using MLFlux.Construction;

namespace MLFlux.Kernels;

/// <summary>
/// Steps side by side that take the same value, and whose outputs are added up: y = f₁(x) + f₂(x) + …; f may be x itself.
/// </summary>
internal sealed class ResidualStep : KernelStep, ILaneStep
{
    private readonly IReadOnlyList<IReadOnlyList<KernelStep>> _branches;

    private ResidualStep(StepSite site, Shape output, IReadOnlyList<IReadOnlyList<KernelStep>> branches)
        : base(site, output) => _branches = branches;

    public override long Cost => _branches.Sum(branch => branch.Sum(step => step.Cost)) + ((_branches.Count - 1L) * Output.Size);

    public override double OwnTime => Time(step => step.OwnTime);

    public override double LibtorchTime => Time(step => step.LibtorchTime);

    public override double RowCost => 1;

    public override bool ScoresRows => false;

    bool ILaneStep.IsForLanes => true;

    Border ILaneStep.InputBorder => _branches.Where(branch => branch.Count > 0)
        .Select(branch => ((ILaneStep)branch[0]).InputBorder).Aggregate(default(Border), Border.Around);

    /// <summary>
    /// The step of a layer with a way past it, or null where a layer in it has no steps, or outputs are combined otherwise.
    /// </summary>
    public static ResidualStep? TryCreate(SkipConnectionLayer layer, StepSite site) =>
        layer.Combine.Equals(Combine.Add) ? TryCreate(layer, site, hasInput: true) : null;

    /// <summary>The step of layers side by side, or null where one of them has no steps, or outputs are combined otherwise.</summary>
    public static ResidualStep? TryCreate(ParallelLayer layer, StepSite site) =>
        layer.Combine.Equals(Combine.Add) ? TryCreate(layer, site, hasInput: false) : null;

    int ILaneStep.AddTo(LaneGraph graph, int source)
    {
        int sum = graph.Add(_branches[0], source);
        foreach (IReadOnlyList<KernelStep> branch in _branches.Skip(1))
            sum = graph.Add(new SumStep(Site, Output), sum, graph.Add(branch, source));
        return sum;
    }

    private static ResidualStep? TryCreate(ContainerLayer layer, StepSite site, bool hasInput)
    {
        var branches = new List<IReadOnlyList<KernelStep>>();
        StepSite next = site;
        foreach (LayerChild child in layer.Children(site.Input))
        {
            next = next with { Path = $"{site.Path}{child.Name}.", Input = child.Input };
            if (StepTable.TryPlan(child.Layer, next) is not { } steps || !IsForLanes(steps, site, child.Layer.OutputShape(child.Input)))
                return null;
            branches.Add(steps);
            next = next.After(child.Layer);
        }

        if (hasInput)
            branches.Add([]);
        return new ResidualStep(site, layer.OutputShape(site.Input), branches);
    }

    /// <summary>Whether steps lead from the site's shape to another, each side by side.</summary>
    private static bool IsForLanes(IReadOnlyList<KernelStep> steps, StepSite site, Shape output)
    {
        Shape shape = site.Input;
        foreach (KernelStep step in steps)
        {
            if (step is not ILaneStep lanes || (site.IsTraining && !lanes.Trains) || !step.Site.Input.Equals(shape))
                return false;
            shape = step.Output;
        }

        return shape.Equals(output);
    }

    /// <summary>The time of all branches, and of adding up what they give.</summary>
    private double Time(Func<KernelStep, double> ofStep) =>
        _branches.Sum(branch => branch.Sum(ofStep)) + ((_branches.Count - 1L) * Output.Size);
}
