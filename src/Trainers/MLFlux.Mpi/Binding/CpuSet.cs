namespace MLFlux.Binding;

/// <summary>The processors that a process may use.</summary>
internal static class CpuSet
{
    private const string Status = "/proc/self/status", List = "Cpus_allowed_list:";

    /// <summary>
    /// The machine and its processors that this process may use, as text: equal for processes that share them. Launchers bind each
    /// process to processors of its own, or let all use all.
    /// </summary>
    public static string OfThisProcess()
    {
        string? allowed = File.Exists(Status)
            ? File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(List, StringComparison.Ordinal)) : null;
        return $"{Environment.MachineName} {allowed}";
    }
}
