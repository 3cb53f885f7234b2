using System.Text.Json.Nodes;
using Microsoft.ML;
using MLFlux.Construction;

namespace MLFlux;

/// <summary>What an application adds to MLFlux's own vocabulary.</summary>
public static class RegistrationCatalog
{
    /// <summary>
    /// Lets networks with a layer of your own be loaded, from a model's zip or from JSON. Call it once, before loading; fitting
    /// and saving need no registration.
    /// </summary>
    /// <remarks>Holds for the whole process and every context in it. Safe for any thread.</remarks>
    /// <typeparam name="TLayer">The layer; files know it by the name of the type, without its namespace.</typeparam>
    /// <param name="context">Any context.</param>
    /// <param name="read">Makes the layer from the settings that it wrote.</param>
    /// <exception cref="ArgumentException">Another type of the same name is registered.</exception>
    public static void RegisterLayer<TLayer>(this MLContext context, Func<JsonObject, TLayer> read)
        where TLayer : ModuleLayer
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(read);
        RegisteredLayers.Register(read);
    }
}
