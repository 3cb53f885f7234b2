using System.Reflection;
using System.Runtime.InteropServices;
using MLFlux.NativeLibraries;

namespace MLFlux.Native;

/// <summary>Says in a sentence or two why libtorch did not load and what to do.</summary>
internal static class LibtorchDiagnosis
{
    public static string Explain(Exception failure, Assembly torchSharp)
    {
        string platform = RuntimeInformation.RuntimeIdentifier;
        if (RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.Arm64))
            return $"libtorch needs a 64-bit process; this one is {RuntimeInformation.ProcessArchitecture} ({platform}).";

        if (!NativeFolders.Contain(NativeFolders.WrapperFile, torchSharp) || !NativeFolders.Contain(NativeFolders.LibtorchFile, torchSharp))
        {
            return $"libtorch is not beside this application ({platform}). Add the package TorchSharp-cpu (or TorchSharp-cuda-linux, "
                + "TorchSharp-cuda-windows) to the application's project, of the same version as TorchSharp, and build again.";
        }

        return $"libtorch is beside this application but does not load on this machine ({platform}): {FirstCause(failure.Message)} "
            + "On Linux it needs glibc 2.34 and libstdc++ of GCC 11 or later (Debian 12, Ubuntu 22.04, RHEL 9).";
    }

    /// <summary>The loader lists every path it tried; the line that says more than 'no such file' is the one that counts.</summary>
    private static string FirstCause(string message)
    {
        string[] lines = message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string cause = lines.FirstOrDefault(l => l.Contains(".so", StringComparison.Ordinal)
            && !l.Contains("No such file", StringComparison.Ordinal)
            && !l.StartsWith("Unable", StringComparison.Ordinal)) ?? lines[0];
        return cause.TrimEnd('.') + ".";
    }
}
