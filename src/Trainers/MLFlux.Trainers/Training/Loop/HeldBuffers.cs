using MLFlux.Construction;

namespace MLFlux.Training;

/// <summary>Whether what a network has beside its learned weights, as the means of normalisations, stays as it is over a fit.</summary>
internal static class HeldBuffers
{
    /// <param name="network">The network.</param>
    /// <param name="input">The shape of an example.</param>
    /// <param name="options">What is frozen, and who may thaw it.</param>
    public static bool AreAll(Layer network, Shape input, NeuralNetworkOptions options)
    {
        bool isThawed = options.EpochEnd is not null || options.BatchEnd is not null; // A callback may do so.
        return LayerSite.Of(network, input).All(site => site.Layer switch
        {
            ContainerLayer => true,
            GraphLayer graph => AreHeld(graph, name => !isThawed && options.FrozenLayers.Any(layer => layer.ThawEpoch is null
                && FrozenLayer.Covers(layer.Name, site.Name.Length == 0 ? name : $"{site.Name}.{name}"))),
            Layer one => one.Parameters(site.Input).All(parameter => parameter.IsLearned || parameter.IsPrepared),
        });
    }

    /// <summary>Whether a frozen weight beside them holds all running means, or all of the graph is frozen.</summary>
    private static bool AreHeld(GraphLayer graph, Func<string, bool> isFrozen)
    {
        HashSet<string> frozen =
            [.. graph.Graph.Weights.Where(weight => weight.IsLearned && isFrozen(weight.Name)).Select(weight => weight.Value)];
        return graph.Graph.Weights.All(weight => !weight.IsLearned || frozen.Contains(weight.Value))
            || graph.Graph.Nodes.All(node => node.Operation != "BatchNormalization" || node.Inputs.Any(frozen.Contains));
    }
}
