using System.Runtime.Intrinsics;

namespace MLFlux.Benchmarks.Convolving;

/// <summary>Instructions of a processor, and the variables that keep .NET and libtorch from using more than them.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Variables">The environment of a process that has no others.</param>
internal sealed record InstructionSet(string Name, IReadOnlyDictionary<string, string> Variables)
{
    /// <summary>Those that this machine has, the widest first.</summary>
    public static IEnumerable<InstructionSet> OfMachine()
    {
        yield return new InstructionSet("as it is", new Dictionary<string, string>());
        if (Vector512.IsHardwareAccelerated)
            yield return new InstructionSet("AVX2", WithoutAvx512("AVX2", "avx2"));
        if (Vector256.IsHardwareAccelerated)
        {
            yield return new InstructionSet(
                "128 bits", new Dictionary<string, string>(WithoutAvx512("SSE41", "default")) { ["DOTNET_EnableAVX2"] = "0" });
        }

        yield return new InstructionSet(
            "no vectors", new Dictionary<string, string>(WithoutAvx512("SSE41", "default")) { ["DOTNET_EnableHWIntrinsic"] = "0" });
    }

    private static Dictionary<string, string> WithoutAvx512(string oneDnn, string libtorch) => new()
    {
        ["DOTNET_EnableAVX512F"] = "0",
        ["DOTNET_EnableAVX512"] = "0", // As .NET 10 calls it.
        ["ONEDNN_MAX_CPU_ISA"] = oneDnn,
        ["ATEN_CPU_CAPABILITY"] = libtorch,
        ["MKL_ENABLE_INSTRUCTIONS"] = oneDnn == "AVX2" ? "AVX2" : "SSE4_2",
    };
}
