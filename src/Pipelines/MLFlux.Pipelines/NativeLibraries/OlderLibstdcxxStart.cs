using System.Runtime.CompilerServices;

namespace MLFlux.NativeLibraries;

/// <summary>What runs when anything of this assembly is first used.</summary>
internal static class OlderLibstdcxxStart
{
    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Usage", "CA2255", Justification = "The handler has to stand before TorchSharp's first native call.")]
    internal static void StandBy() => OlderLibstdcxx.StandBy();
}
