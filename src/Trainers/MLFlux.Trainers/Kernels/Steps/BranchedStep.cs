using MLFlux.Construction;

namespace MLFlux.Kernels;

/// <summary>Steps side by side, whose outputs lie one after another.</summary>
internal abstract class BranchedStep : KernelStep
{
    private protected BranchedStep(StepSite site, Shape output, IReadOnlyList<Branch> branches)
        : base(site, output) => Branches = branches;

    public sealed override long Cost => Steps.Sum(step => step.Cost);

    public sealed override double OwnTime => Steps.Sum(step => step.OwnTime);

    public sealed override double LibtorchTime => Steps.Sum(step => step.LibtorchTime);

    public sealed override double RowCost => Steps.Sum(step => step.Cost * step.RowCost) / Math.Max(1, Cost);

    public sealed override bool ScoresRows => Steps.All(step => step.ScoresRows);

    private protected IReadOnlyList<Branch> Branches { get; }

    private IEnumerable<KernelStep> Steps => Branches.SelectMany(branch => branch.Steps);

    /// <summary>The zeros of all that comes in are taken for those of each branch.</summary>
    public sealed override double RowTime(double nonzero) => Branches.Sum(branch =>
        branch.Steps.Take(1).Sum(step => step.RowTime(nonzero)) + branch.Steps.Skip(1).Sum(step => step.RowTime(1)));

    /// <summary>The branches of a layer; null where libtorch is to compute one of them.</summary>
    /// <param name="children">The layers of the branches.</param>
    /// <param name="site">Where they stand.</param>
    private protected static IReadOnlyList<Branch>? TryPlan(IEnumerable<LayerChild> children, StepSite site)
    {
        var branches = new List<Branch>();
        StepSite next = site;
        foreach (LayerChild child in children)
        {
            next = next with { Path = $"{site.Path}{child.Name}.", Input = child.Input };
            if (StepTable.TryPlan(child.Layer, next) is not { } steps)
                return null;
            branches.Add(new Branch(child.Input.Size, steps, child.Layer.OutputShape(child.Input).Size));
            next = next.After(child.Layer);
        }

        return branches;
    }

    /// <param name="Inputs">How many values of a row the branch takes.</param>
    /// <param name="Steps">What it makes of them.</param>
    /// <param name="Outputs">How many values it gives.</param>
    private protected sealed record Branch(int Inputs, IReadOnlyList<KernelStep> Steps, int Outputs)
    {
        /// <summary>Whether it has several members in training: within a network those are averaged, for which there is no step.</summary>
        public bool TrainsMembers => Steps.Any(step => step.Site is { IsTraining: true, Members: > 1 });

        /// <summary>The steps of one row.</summary>
        public RowChain ForRows(Func<string, ReadOnlyMemory<float>> weights) => new([.. Steps.Select(step => step.ForRows(weights))]);
    }
}
