namespace MLFlux.Construction;

/// <summary>How many rows a network computes at once: as many as keep all cores busy, and no more than memory and caches hold.</summary>
internal static class BlockSize
{
    private const int Largest = 512;

    /// <summary>How many numbers the widest value of a block may have: 64 MB.</summary>
    private const long MostValues = 1 << 24;

    /// <summary>The rows of a block.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">The shape of an example.</param>
    /// <param name="width">How many values a row has that is read with it: other columns, too.</param>
    public static int Of(Layer network, Shape input, int width = 0)
    {
        long widest = LayerSite.Of(network, input).Max(site => Math.Max(site.Output.Size, site.Layer.ValuesWithin(site.Input).Widest));
        return (int)Math.Clamp(MostValues / Math.Max(Math.Max(widest, input.Size), width), 1, Largest);
    }
}
