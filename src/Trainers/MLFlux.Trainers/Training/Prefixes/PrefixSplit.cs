using MLFlux.Construction;
using MLFlux.Graphs;

namespace MLFlux.Training;

/// <summary>Splits a network into layers at its head that stay as they are over a whole fit, and those behind them.</summary>
internal static class PrefixSplit
{
    /// <summary>The longest head and the rest, which name their weights as the whole does; each is null where it would be empty.</summary>
    /// <param name="layer">The network, or a branch of one.</param>
    /// <param name="input">The shape of what it takes.</param>
    /// <param name="path">What stands before the names of its weights, with a dot at the end; empty for a whole network.</param>
    /// <param name="isFrozen">Whether a weight stays as it is, by its name in the whole network.</param>
    public static (Layer? Head, Layer? Behind) Of(Layer layer, Shape input, string path, Func<string, bool> isFrozen)
    {
        if (IsFixed(layer, input, path, isFrozen))
            return (layer, null);
        return layer switch
        {
            ChainLayer chain => Of(chain, input, path, isFrozen),
            GraphLayer graph when GraphCut.Of(graph, input, name => isFrozen(path + name)) is (GraphLayer before, GraphLayer after) =>
                (before, after),
            _ => (null, layer),
        };
    }

    private static (Layer? Head, Layer? Behind) Of(ChainLayer chain, Shape input, string path, Func<string, bool> isFrozen)
    {
        var head = new List<(string Name, Layer Layer)>();
        var rest = new List<(string Name, Layer Layer)>();
        foreach (LayerChild child in chain.Children(input))
        {
            (Layer? first, Layer? second) = rest.Count > 0 ? (null, child.Layer)
                : Of(child.Layer, child.Input, $"{path}{child.Name}.", isFrozen);
            if (first is not null)
                head.Add((child.Name, first));
            if (second is not null)
                rest.Add((child.Name, second));
        }

        return (Chain(head), Chain(rest));
    }

    /// <summary>Whether a layer gives the same for the same row over the whole fit.</summary>
    private static bool IsFixed(Layer layer, Shape input, string path, Func<string, bool> isFrozen) =>
        LayerSite.Of(layer, input).All(site => site.Layer switch
        {
            ContainerLayer => true,
            ModuleLayer or DropoutLayer or AlphaDropoutLayer or EmbeddingLayer { Unknown: > 0 } => false,
            Layer one => IsFixed(one.Parameters(site.Input), name => isFrozen(
                site.Name.Length == 0 ? $"{path}{name}" : $"{path}{site.Name}.{name}")),
        });

    /// <summary>Running means stay as they are where the weights beside them do.</summary>
    private static bool IsFixed(IReadOnlyList<ParameterDeclaration> parameters, Func<string, bool> isFrozen) =>
        parameters.Where(parameter => parameter.IsLearned).All(parameter => isFrozen(parameter.Name))
        && (parameters.All(parameter => parameter.IsLearned || parameter.IsPrepared) || parameters.Any(parameter => parameter.IsLearned));

    private static ChainLayer? Chain(List<(string Name, Layer Layer)> layers) => layers.Count == 0 ? null
        : new([.. layers.Select(layer => layer.Layer)], [.. layers.Select(layer => layer.Name)]);
}
