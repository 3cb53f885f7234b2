using MLFlux.Construction;

namespace MLFlux.Kernels;

/// <summary>The heads of several labels, which all take the same, and whose outputs lie one after another.</summary>
internal sealed class OutputsStep : KernelStep
{
    private readonly IReadOnlyList<Head> _heads;

    private OutputsStep(StepSite site, Shape output, IReadOnlyList<Head> heads)
        : base(site, output) => _heads = heads;

    public override long Cost => Steps.Sum(step => step.Cost);

    public override double RowCost => Steps.Sum(step => step.Cost * step.RowCost) / Math.Max(1, Cost);

    public override double RowTime(double nonzero) => _heads.Sum(head =>
        head.Steps.Take(1).Sum(step => step.RowTime(nonzero)) + head.Steps.Skip(1).Sum(step => step.RowTime(1)));

    private IEnumerable<KernelStep> Steps => _heads.SelectMany(head => head.Steps);

    /// <summary>The steps of a head that is alone; one step for several heads; null where libtorch is to compute one of them.</summary>
    /// <param name="layer">The heads.</param>
    /// <param name="site">Where they stand.</param>
    public static IReadOnlyList<KernelStep>? TryPlan(OutputsLayer layer, StepSite site)
    {
        var heads = new List<Head>();
        StepSite next = site;
        foreach (LayerChild child in layer.Children(site.Input))
        {
            next = next with { Path = $"{site.Path}{child.Name}.", Input = child.Input };
            if (StepTable.TryPlan(child.Layer, next) is not { } steps || steps.Any(step => step.Site.Members > 1))
                return null; // Within a network members are averaged, for which there is no step.
            heads.Add(new Head(steps, child.Layer.OutputShape(child.Input).Size));
            next = next.After(child.Layer);
        }

        return heads is [var alone] ? alone.Steps : [new OutputsStep(site, layer.OutputShape(site.Input), heads)];
    }

    public override BatchStep ForBatches(BatchMemory memory, bool isFirst) => new OutputsBatchStep(
        _heads.Select(head => (head.Steps, head.Outputs)), Site.Input.Size, Output.Size, memory, isFirst);

    public override RowStep ForRows(Func<string, ReadOnlyMemory<float>> weights) => new OutputsRowStep(
        [.. _heads.Select(head => new RowChain([.. head.Steps.Select(step => step.ForRows(weights))]))], Output.Size);

    /// <param name="Steps">What the head makes of the values.</param>
    /// <param name="Outputs">How many values it gives.</param>
    private sealed record Head(IReadOnlyList<KernelStep> Steps, int Outputs);
}
