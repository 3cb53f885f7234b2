namespace MLFlux.Kernels;

/// <summary>
/// Several networks that take the same, in scoring: what they give lies one after another, and <see cref="AverageStep"/> follows.
/// </summary>
internal sealed class EnsembleStep : BranchedStep
{
    private EnsembleStep(StepSite site, Shape output, IReadOnlyList<Branch> networks)
        : base(site, output, networks)
    {
    }

    /// <summary>The steps of all networks and of their mean; null in training, and where libtorch is to compute one of them.</summary>
    /// <param name="layer">The networks.</param>
    /// <param name="site">Where they stand.</param>
    public static IReadOnlyList<KernelStep>? TryPlan(EnsembleLayer layer, StepSite site)
    {
        Shape output = layer.OutputShape(site.Input);
        if (site.IsTraining || output.Rank > 1 || TryPlan(layer.Children(site.Input), site) is not { } networks)
            return null;
        return
        [
            new EnsembleStep(site, new Shape(networks.Count * output.Size), networks),
            new AverageStep(site, networks.Count, layer.Mean, output),
        ];
    }

    public override RowStep ForRows(Func<string, ReadOnlyMemory<float>> weights) =>
        new OutputsRowStep([.. Branches.Select(network => network.ForRows(weights))], Output.Size);
}
