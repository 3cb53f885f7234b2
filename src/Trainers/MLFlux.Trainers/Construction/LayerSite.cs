namespace MLFlux.Construction;

/// <summary>A layer at its place in a network.</summary>
/// <param name="Name">
/// The name that its module has among the network's named modules, and that its weights' names begin with: <c>2.0</c>; empty
/// for the network itself.
/// </param>
/// <param name="Layer">The layer.</param>
/// <param name="Input">The shape it takes.</param>
/// <param name="Output">The shape it gives.</param>
internal sealed record LayerSite(string Name, Layer Layer, Shape Input, Shape Output)
{
    /// <summary>The network and all layers within it, each before those within it, in the order in which they compute.</summary>
    /// <exception cref="NetworkShapeException">The layers do not fit that shape.</exception>
    public static IEnumerable<LayerSite> Of(Layer network, Shape input) => Of(network, input, "");

    /// <summary>Whether a layer looks its input up as whole numbers, which nothing lies between.</summary>
    public static bool LooksUp(Layer network, Shape input) =>
        Of(network, input).Any(site => site.Layer.LooksUp);

    private static IEnumerable<LayerSite> Of(Layer layer, Shape input, string name)
    {
        yield return new LayerSite(name, layer, input, layer.OutputShape(input));
        foreach (LayerChild child in layer.Children(input))
        {
            foreach (LayerSite site in Of(child.Layer, child.Input, name.Length == 0 ? child.Name : $"{name}.{child.Name}"))
                yield return site;
        }
    }
}
