using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace MLFlux.Construction;

/// <summary>The layers that the application has registered; nothing else can be made by a name in a file.</summary>
internal static class RegisteredLayers
{
    /// <summary>What JSON calls a layer of the application's own.</summary>
    public const string JsonName = "Module";

    private static readonly ConcurrentDictionary<string, (Type Type, Func<JsonObject, ModuleLayer> Read)> Readers = [];

    /// <summary>Registers a layer by the name of its type. The last reader of a type counts.</summary>
    /// <exception cref="ArgumentException">Another type of that name is registered.</exception>
    public static void Register<TLayer>(Func<JsonObject, TLayer> read)
        where TLayer : ModuleLayer
    {
        Type type = typeof(TLayer);
        (Type registered, _) = Readers.AddOrUpdate(type.Name, (type, read), (_, present) => present.Type == type ? (type, read) : present);
        if (registered != type)
        {
            throw new ArgumentException(
                $"A layer {type.Name} is registered already, {registered.FullName}; {type.FullName} needs another name, since files know "
                + "layers by it.");
        }
    }

    /// <summary>Reads a layer of the application's own.</summary>
    /// <exception cref="UnregisteredLayerException">It is not registered.</exception>
    /// <exception cref="InvalidDataException">Its reader fails.</exception>
    public static ModuleLayer Read(LayerReader json)
    {
        string name = json.Name("type");
        JsonObject settings = json.Settings("settings");
        if (!Readers.TryGetValue(name, out (Type Type, Func<JsonObject, ModuleLayer> Read) registered))
            throw new UnregisteredLayerException(name);

        try
        {
            return registered.Read(settings);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            throw new InvalidDataException(
                $"{name}: its registered reader fails on the settings {settings.ToJsonString()}: {fault.Message}", fault);
        }
    }

    /// <summary>Whether a network has such a layer anywhere.</summary>
    public static bool AreIn(Layer network, Shape input) => LayerSite.Of(network, input).Any(site => site.Layer is ModuleLayer);
}
