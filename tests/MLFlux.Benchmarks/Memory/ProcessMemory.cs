using System.Diagnostics;
using System.Globalization;

namespace MLFlux.Benchmarks.Memory;

/// <summary>How much memory this process holds, native memory included.</summary>
internal static class ProcessMemory
{
    private const string Status = "/proc/self/status", ClearReferences = "/proc/self/clear_refs";

    /// <summary>The resident set after garbage was collected, in bytes.</summary>
    public static long Settled()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return Read("VmRSS:") ?? Environment.WorkingSet;
    }

    /// <summary>
    /// The largest resident set since <see cref="ResetPeak"/> (elsewhere than on Linux, since the process began), in bytes.
    /// </summary>
    public static long Peak()
    {
        if (Read("VmHWM:") is long peak)
            return peak;

        using Process process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    public static void ResetPeak()
    {
        if (File.Exists(ClearReferences))
            File.WriteAllText(ClearReferences, "5"); // See proc_pid_clear_refs(5).
    }

    private static long? Read(string key)
    {
        if (!File.Exists(Status))
            return null;

        string line = File.ReadLines(Status).First(l => l.StartsWith(key, StringComparison.Ordinal));
        return long.Parse(line[key.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * 1024;
    }
}
