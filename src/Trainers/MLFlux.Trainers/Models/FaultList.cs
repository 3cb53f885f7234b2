namespace MLFlux.Models;

/// <summary>Many faults in one message.</summary>
internal static class FaultList
{
    private const int Most = 20;

    /// <summary>The first of them, with semicolons between, and how many there are more.</summary>
    public static string Join(IEnumerable<string> faults)
    {
        string[] all = [.. faults];
        return all.Length <= Most ? string.Join("; ", all) : $"{string.Join("; ", all.Take(Most))}; and {all.Length - Most:N0} more";
    }
}
