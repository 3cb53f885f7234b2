using MLFlux.Construction;

namespace MLFlux.Models;

/// <summary>
/// How much a network from a file may compute for an example. Weights are bounded by the file that holds them; layers without weights, such
/// as <c>Upsample(16000)</c>, may ask for terabytes in a few letters.
/// </summary>
internal static class ValueLimit
{
    /// <summary>The most values that one layer may give for an example: 256 MB, 64 channels of 1024 × 1024.</summary>
    public const int Most = 1 << 26;

    /// <summary>The most that all layers together may give: a training batch of one example then takes 4 GB.</summary>
    public const long MostInAll = 1L << 30;

    /// <exception cref="InvalidDataException">It is more.</exception>
    public static void Check(Layer network, Shape input)
    {
        long sum = input.Size;
        if (sum > Most)
            throw TooMuch($"an example of {input} has {sum:N0} values");
        foreach (LayerSite site in LayerSite.Of(network, input))
        {
            if (site.Output.Size > Most)
                throw TooMuch($"{Name(site)} gives {site.Output}, which is {site.Output.Size:N0} values");
            (long all, long widest) = site.Layer.ValuesWithin(site.Input);
            if (widest > Most)
                throw TooMuch($"{Name(site)} computes a value of {widest:N0} numbers");
            sum += all;
            if (site.Layer is not ContainerLayer)
                sum += site.Output.Size;
            if (sum > MostInAll)
                throw TooMuch($"its layers up to {Name(site)} give {sum:N0} values in all, of which {MostInAll:N0} may be");
        }
    }

    private static string Name(LayerSite site) => site.Layer is ContainerLayer ? site.Layer.Name : $"{site.Layer}";

    private static InvalidDataException TooMuch(string what) => new(
        $"{ModelContent.Network} has a network that asks for too much memory: {what}; a network from a file may give {Most:N0} values an "
        + "example.");
}
