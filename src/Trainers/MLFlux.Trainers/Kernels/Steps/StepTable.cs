using MLFlux.Construction;

namespace MLFlux.Kernels;

/// <summary>The steps of each kind of layer. A new layer gets its steps here.</summary>
internal static class StepTable
{
    private static readonly Dictionary<Type, Func<Layer, StepSite, IReadOnlyList<KernelStep>?>> Planners = [];

    static StepTable()
    {
        Set<DenseLayer>((layer, site) => Activated(layer.Activation, layer, site, DenseStep.TryCreate(layer, site)));
        Set<ActivateLayer>((layer, site) => [new ActivateStep(layer.Activation, site)]);
        Set<ConvLayer>((layer, site) => Activated(layer.Activation, layer, site, ConvStep.TryCreate(layer, site)));
        Set<DepthwiseConvLayer>((layer, site) =>
            Activated(layer.Activation, layer, site, ConvStep.TryCreate(layer.Grouped(site.Input), site)));
        Set<MaxPoolLayer>((layer, site) => One(MaxPoolStep.TryCreate(layer, site)));
        Set<BatchNormLayer>((layer, site) =>
            Activated(layer.Activation, layer, site, BatchNormStep.TryCreate(layer, site)));
        Set<StandardizeLayer>((_, site) => One(StandardizeStep.TryCreate(site)));
        Set<SkipConnectionLayer>((layer, site) => One(ResidualStep.TryCreate(layer, site)));
        Set<ParallelLayer>((layer, site) => One(ResidualStep.TryCreate(layer, site)));
        Set<MeanPoolLayer>((layer, site) => One(MeanPoolStep.TryCreate(layer, site)));
        Set<GlobalMeanPoolLayer>((layer, site) => One(MeanPoolStep.TryCreate(layer, site)));
        Set<GlobalMaxPoolLayer>((layer, site) => One(GlobalMaxPoolStep.TryCreate(layer, site)));
        Set<FlattenLayer>((_, _) => []); // The values lie as they should.
        Set<ReshapeLayer>((_, _) => []);
        Set<DropoutLayer>((layer, site) => !site.IsTraining || layer.Probability == 0 ? [] : [new DropoutStep(site)]);
        Set<AlphaDropoutLayer>(PassesInScoring);
        Set<ChainLayer>(Chain);
        Set<InputsLayer>(InputsStep.TryPlan);
        Set<OutputsLayer>(OutputsStep.TryPlan);
        Set<EntityEmbeddingLayer>((layer, site) => [EntityEmbeddingStep.Create(layer, site)]);
        Set<PiecewiseLinearLayer>((layer, site) => One(PiecewiseLinearStep.TryCreate(layer, site)));
        Set<MembersLayer>(Members);
        Set<EnsembleLayer>(EnsembleStep.TryPlan);
        Set<MemberDenseLayer>((layer, site) =>
            Activated(layer.Dense.Activation, layer, site, MemberDenseStep.TryCreate(layer, site)));
    }

    /// <summary>The kinds of layers that have steps.</summary>
    public static IReadOnlyCollection<Type> Kinds => Planners.Keys;

    /// <summary>The steps of a layer, none where it passes its values on, or null where libtorch is to compute it.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="site">Where it stands.</param>
    public static IReadOnlyList<KernelStep>? TryPlan(Layer layer, StepSite site) =>
        (site.Members == 1 || IsForMembers(layer)) && Planners.TryGetValue(layer.GetType(), out var plan) ? plan(layer, site) : null;

    private static void Set<TLayer>(Func<TLayer, StepSite, IReadOnlyList<KernelStep>?> plan)
        where TLayer : Layer =>
        Planners.Add(typeof(TLayer), (layer, site) => plan((TLayer)layer, site));

    private static IReadOnlyList<KernelStep>? One(KernelStep? step) => step is null ? null : [step];

    /// <summary>A layer's step, and its activation's where the first does not compute it: see <see cref="StepSite.Within"/>.</summary>
    private static IReadOnlyList<KernelStep>? Activated(Activation activation, Layer layer, StepSite site, KernelStep? step) =>
        step is null || site.Within(activation) == activation ? One(step)
            : [step, new ActivateStep(activation, site.After(layer) with { Input = step.Output })];

    private static IReadOnlyList<KernelStep>? PassesInScoring(Layer layer, StepSite site) => site.IsTraining ? null : [];

    /// <summary>Whether a layer's steps compute all members at once.</summary>
    private static bool IsForMembers(Layer layer) =>
        layer is MemberDenseLayer or ActivateLayer or DropoutLayer or FlattenLayer or ChainLayer;

    private static IReadOnlyList<KernelStep>? Members(MembersLayer layer, StepSite site)
    {
        if (!MemberNetwork.TakesRows(layer.Layers[0]))
            return null;
        LayerChild network = layer.Children(site.Input).Single();
        IReadOnlyList<KernelStep>? steps =
            TryPlan(network.Layer, site with { Path = $"{site.Path}{network.Name}.", Members = layer.Count });
        return steps is null || site.IsTraining ? steps
            : [.. steps, new AverageStep(site, layer.Count, layer.Mean, layer.OutputShape(site.Input))];
    }

    private static List<KernelStep>? Chain(ChainLayer chain, StepSite site)
    {
        var steps = new List<KernelStep>();
        StepSite next = site;
        foreach (LayerChild child in chain.Children(site.Input))
        {
            next = next with { Path = $"{site.Path}{child.Name}.", Input = child.Input };
            if (TryPlan(child.Layer, next) is not { } own)
                return null;
            foreach (KernelStep step in own)
            {
                if (steps is [.., ConvStep conv] && step is BatchNormStep norm && conv.With(norm) is { } both)
                    steps[^1] = both;
                else
                    steps.Add(step);
            }

            next = next.After(child.Layer);
        }

        return steps;
    }
}
