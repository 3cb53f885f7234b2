using System.Diagnostics.CodeAnalysis;
using MLFlux.Construction;
using MLFlux.Onnx;

namespace MLFlux.Engines;

/// <summary>
/// Networks with graphs from files in them, computed by the engine that MLFlux.Pretrained brings along, where the application has that
/// package. The numbers are libtorch's up to the order in which sums are added up.
/// </summary>
internal static class EngineNetworks
{
    /// <summary>The switch of <see cref="AppContext"/> that, set to false, leaves all to libtorch.</summary>
    public const string Switch = "MLFlux.Pretrained.OnnxRuntime";

    private const string Implementation = "MLFlux.Pretrained.OnnxRuntimeEngine, MLFlux.Pretrained";

    private static readonly Lazy<INetworkEngine?> s_engine = new(Find);

    /// <summary>What people call the engine; null where there is none, or it is switched off.</summary>
    public static string? Name => IsOn ? s_engine.Value?.Name : null;

    private static bool IsOn => !AppContext.TryGetSwitch(Switch, out bool isOn) || isOn;

    /// <summary>Whether a network is one that the engine is for.</summary>
    public static bool Takes(Layer network, Shape input) =>
        Name is not null && LayerSite.Of(network, input).Any(site => site.Layer is GraphLayer);

    /// <summary>Makes a network ready; null, with the reason, where the engine does not compute it.</summary>
    /// <param name="network">The network, without the final function of its task.</param>
    /// <param name="input">The shape of an example.</param>
    /// <param name="weights">The network's weights; there may be others.</param>
    /// <param name="threads">How many threads one call computes with.</param>
    /// <param name="reason">Why not.</param>
    public static IEngineSession? TryOpen(
        Layer network, Shape input, IEnumerable<NetworkWeight> weights, int threads, out string? reason)
    {
        reason = null;
        if (!Takes(network, input))
            return null;
        try
        {
            return s_engine.Value!.Open(Export(network, input, weights), threads);
        }
        catch (Exception fault) when (fault is NotSupportedException or FileNotFoundException or TypeLoadException)
        {
            // A layer without a form in ONNX, a network over 2 GB, or a package that lacks a part: libtorch computes everything.
            reason = fault.Message;
            return null;
        }
    }

    private static byte[] Export(Layer network, Shape input, IEnumerable<NetworkWeight> weights)
    {
        var file = new OnnxFile();
        string x = file.Input("rows", OnnxType.Float, input);
        Dictionary<string, NetworkWeight> byName = weights.ToDictionary(weight => weight.Name);
        string y = LayerExporters.Export(network, input, x, new OnnxScope(file, byName));
        file.Output(new OnnxOutput("values", y, OnnxType.Float, network.OutputShape(input)));
        using var stream = new MemoryStream();
        file.Write(stream, "");
        return stream.ToArray();
    }

    /// <summary>The package is asked for by name, since it is an extension: it knows this library, and not the other way round.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2057", Justification = "Without the type, libtorch computes everything.")]
    private static INetworkEngine? Find() =>
        Type.GetType(Implementation, throwOnError: false) is { } type ? (INetworkEngine)Activator.CreateInstance(type)! : null;
}
