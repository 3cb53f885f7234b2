using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLFlux.MLNet;

/// <summary>Reaches the environment (seed, log, cancellation) that a catalog of an <see cref="MLContext"/> belongs to.</summary>
internal static class Catalogs
{
    /// <summary>The environment of the catalog of transforms.</summary>
    public static IHostEnvironment Environment(this TransformsCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return catalog.GetEnvironment();
    }

    /// <summary>The environment of a catalog of trainers.</summary>
    public static IHostEnvironment Environment(this TrainCatalogBase.CatalogInstantiatorBase catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return catalog.GetEnvironment();
    }

    /// <summary>Writes a warning to the log of the context that a catalog of data belongs to.</summary>
    public static void Warn(this DataOperationsCatalog catalog, string message)
    {
        using IChannel channel = ((IChannelProvider)catalog.GetEnvironment()).Start("Loading");
        channel.Warning(message);
    }
}
