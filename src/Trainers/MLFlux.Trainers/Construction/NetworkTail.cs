namespace MLFlux.Construction;

/// <summary>Takes apart a network that ends in <see cref="OutputsLayer"/>, alone or last in chains.</summary>
internal static class NetworkTail
{
    /// <summary>The network with another layer in the place of its heads; the weights before them keep their names.</summary>
    /// <param name="network">The network.</param>
    /// <param name="change">Makes the other layer of the heads.</param>
    public static Layer With(Layer network, Func<OutputsLayer, Layer> change) => network switch
    {
        OutputsLayer outputs => change(outputs),
        ChainLayer chain => chain.With(chain.Layers.SetItem(chain.Layers.Length - 1, With(chain.Layers[^1], change))),
        _ => throw new ArgumentException($"{network.Name} does not end in Outputs.", nameof(network)),
    };

    /// <summary>Where the heads stand in the network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">The shape of one example.</param>
    /// <returns>What the names of their weights begin with, <c>1.</c>, the heads, and the shape that they take.</returns>
    public static (string Path, OutputsLayer Outputs, Shape Input) Find(Layer network, Shape input)
    {
        string path = "";
        while (network is ChainLayer chain)
        {
            LayerChild last = chain.Children(input).Last();
            path += $"{last.Name}.";
            (network, input) = (last.Layer, last.Input);
        }

        return (path, (OutputsLayer)network, input);
    }
}
