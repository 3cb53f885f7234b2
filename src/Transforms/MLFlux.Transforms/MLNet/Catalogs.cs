using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLFlux.MLNet;

/// <summary>
/// Reaches the environment (seed, log, cancellation) that a catalog of an <see cref="MLContext"/> belongs to, and the catalogs of an
/// environment: those of a context are made of its environment too, so each stands for the context.
/// </summary>
internal static class Catalogs
{
    /// <summary>The environment of the catalog of transforms.</summary>
    public static IHostEnvironment Environment(this TransformsCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return catalog.GetEnvironment();
    }

    /// <summary>The environment of the catalog of transforms of text.</summary>
    public static IHostEnvironment Environment(this TransformsCatalog.TextTransforms catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return catalog.GetEnvironment();
    }

    /// <summary>Ends what was cancelled, by <c>ml.CancelExecution()</c>.</summary>
    /// <exception cref="OperationCanceledException">It was.</exception>
    public static void ThrowIfCancelled(this IHostEnvironment environment) => environment.CheckAlive();

    /// <summary>The environment of a catalog of trainers.</summary>
    public static IHostEnvironment Environment(this TrainCatalogBase.CatalogInstantiatorBase catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return catalog.GetEnvironment();
    }

    /// <summary>The environment of the catalog of a task.</summary>
    public static IHostEnvironment Environment(this TrainCatalogBase catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return catalog.GetEnvironment();
    }

    /// <summary>ML.NET's catalog of yes or no.</summary>
    public static BinaryClassificationCatalog BinaryClassification(this IHostEnvironment environment) => new(environment);

    /// <summary>ML.NET's catalog of several classes.</summary>
    public static MulticlassClassificationCatalog MulticlassClassification(this IHostEnvironment environment) => new(environment);

    /// <summary>ML.NET's catalog of numbers.</summary>
    public static RegressionCatalog Regression(this IHostEnvironment environment) => new(environment);

    /// <summary>ML.NET's catalog of anomalies.</summary>
    public static AnomalyDetectionCatalog AnomalyDetection(this IHostEnvironment environment) => new(environment);

    /// <summary>ML.NET's catalog of operations on data.</summary>
    public static DataOperationsCatalog Data(this IHostEnvironment environment) => new(environment);

    /// <summary>Writes a warning to the log of the context that a catalog of data belongs to.</summary>
    public static void Warn(this DataOperationsCatalog catalog, string message)
    {
        using IChannel channel = ((IChannelProvider)catalog.GetEnvironment()).Start("Loading");
        channel.Warning(message);
    }
}
