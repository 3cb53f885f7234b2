using MLFlux.Construction;
using MLFlux.Graphs;

namespace MLFlux.Training;

/// <summary>
/// A network in two: layers at its head that stay as they are over the whole fit, so that what they make of a row has to be computed
/// once, and those behind them. Both name their weights as the whole does.
/// </summary>
/// <param name="Head">The layers that stay as they are.</param>
/// <param name="Rest">The layers behind them.</param>
/// <param name="Between">The shape of what the head gives for an example.</param>
internal sealed record FrozenPrefix(ChainLayer Head, ChainLayer Rest, Shape Between)
{
    /// <summary>The longest such head of a network; null where there is none with a graph and its weights.</summary>
    /// <param name="body">The network.</param>
    /// <param name="input">The shape of an example.</param>
    /// <param name="frozen">The frozen layers.</param>
    public static FrozenPrefix? Of(Layer body, Shape input, IReadOnlyList<FrozenLayer> frozen)
    {
        if (body is not ChainLayer chain || chain.InputsHead is not null)
            return null;
        bool IsFrozen(string name) => frozen.Any(layer => layer.ThawEpoch is null && FrozenLayer.Covers(layer.Name, name));

        var head = new List<(string Name, Layer Layer)>();
        var rest = new List<(string Name, Layer Layer)>();
        bool hasWeights = false;
        foreach (LayerChild child in chain.Children(input))
        {
            bool isHead = rest.Count == 0 && IsFixed(child, IsFrozen);
            if (isHead)
            {
                head.Add((child.Name, child.Layer));
                hasWeights |= child.Layer.ParameterCount(child.Input) > 0;
                continue;
            }

            if (rest.Count == 0 && child.Layer is GraphLayer graph
                && GraphCut.Of(graph, child.Input, name => IsFrozen($"{child.Name}.{name}")) is (GraphLayer before, GraphLayer after))
            {
                head.Add((child.Name, before));
                rest.Add((child.Name, after));
                hasWeights |= before.ParameterCount(child.Input) > 0;
                continue;
            }

            rest.Add((child.Name, child.Layer));
        }

        // Other frozen layers cost little, and such fits stay what they were, to the bit.
        if (!hasWeights || rest.Count == 0 || !head.Any(layer => layer.Layer is GraphLayer))
            return null;
        ChainLayer first = Chain(head);
        return first.PaddedAxis(input, padded: null) is null ? new FrozenPrefix(first, Chain(rest), first.OutputShape(input)) : null;
    }

    /// <summary>Whether a layer gives the same for the same row over the whole fit.</summary>
    private static bool IsFixed(LayerChild child, Func<string, bool> isFrozen) =>
        LayerSite.Of(child.Layer, child.Input).All(site => site.Layer switch
        {
            ContainerLayer => true,
            ModuleLayer or DropoutLayer or AlphaDropoutLayer or EmbeddingLayer { Unknown: > 0 } => false,
            Layer layer => IsFixed(layer.Parameters(site.Input), name => isFrozen(
                site.Name.Length == 0 ? $"{child.Name}.{name}" : $"{child.Name}.{site.Name}.{name}")),
        });

    /// <summary>Running means stay as they are where the weights beside them do.</summary>
    private static bool IsFixed(IReadOnlyList<ParameterDeclaration> parameters, Func<string, bool> isFrozen) =>
        parameters.Where(parameter => parameter.IsLearned).All(parameter => isFrozen(parameter.Name))
        && (parameters.All(parameter => parameter.IsLearned || parameter.IsPrepared) || parameters.Any(parameter => parameter.IsLearned));

    private static ChainLayer Chain(List<(string Name, Layer Layer)> layers) =>
        new([.. layers.Select(layer => layer.Layer)], [.. layers.Select(layer => layer.Name)]);
}
