using System.Globalization;
using System.Runtime.InteropServices;
using TorchSharp;

namespace MLFlux.Benchmarks;

/// <summary>What figures were measured on.</summary>
internal static class Machine
{
    /// <summary>One line: processor, cores, operating system, runtime, libtorch. No path and no host name.</summary>
    public static string Describe()
    {
        Libtorch.Load();
        return $"{Processor()}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, "
            + $"{RuntimeInformation.FrameworkDescription}, libtorch {torch.__version__} with {torch.get_num_threads()} threads";
    }

    /// <summary>
    /// How many threads of the whole machine wanted to run in the last minute, as a sentence that warns where they are more
    /// than there are cores; null where the system does not say.
    /// </summary>
    public static string? DescribeLoad() => Load is not { } load ? null
        : load > Environment.ProcessorCount
        ? $"Load {load:0.0}: the machine is busy otherwise, so trust the ratios little and the figures less."
        : $"Load {load:0.0}.";

    /// <summary>How many threads of the whole machine wanted to run in the last minute; null where the system does not say.</summary>
    public static double? Load
    {
        get
        {
            const string File = "/proc/loadavg";
            return System.IO.File.Exists(File)
                ? double.Parse(System.IO.File.ReadAllText(File).Split(' ')[0], CultureInfo.InvariantCulture) : null;
        }
    }

    private static string Processor()
    {
        const string File = "/proc/cpuinfo", Key = "model name";
        string? line = System.IO.File.Exists(File)
            ? System.IO.File.ReadLines(File).FirstOrDefault(l => l.StartsWith(Key, StringComparison.Ordinal))
            : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]
            .Trim();
    }
}
