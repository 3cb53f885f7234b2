namespace MLFlux.Construction;

/// <summary>A network that is nothing but dense layers over vectors, one after another, which can be computed without libtorch's graph.</summary>
internal static class DenseStack
{
    /// <summary>The dense layers of a network in their order, or null where it has others that compute.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">The shape of one example.</param>
    /// <param name="isTraining">Whether dropout is one that computes; in scoring, it passes everything on.</param>
    public static IReadOnlyList<DenseStackLayer>? Of(Layer network, Shape input, bool isTraining)
    {
        var layers = new List<DenseStackLayer>();
        return TryAdd(network, "", input, isTraining, layers) && layers.Count > 0 ? layers : null;
    }

    private static bool TryAdd(Layer layer, string path, Shape input, bool isTraining, List<DenseStackLayer> layers)
    {
        switch (layer)
        {
            case FlattenLayer:
                return true;

            case DropoutLayer:
                return !isTraining;

            case DenseLayer dense when input.Rank == 1:
                layers.Add(new DenseStackLayer(path, dense, input.Size, dense.OutputShape(input).Size));
                return true;

            case ChainLayer chain:
                return chain.Children(input).All(child => TryAdd(child.Layer, $"{path}{child.Name}.", child.Input, isTraining, layers));

            default:
                return false;
        }
    }
}
