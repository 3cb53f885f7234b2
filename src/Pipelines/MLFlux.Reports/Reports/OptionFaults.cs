namespace MLFlux.Reports;

/// <summary>Refuses options with all that is wrong with them.</summary>
internal static class OptionFaults
{
    /// <exception cref="ArgumentException">There is a fault.</exception>
    public static void ThrowIfAny(IEnumerable<string> faults, string parameter)
    {
        string[] all = [.. faults];
        if (all.Length > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, all), parameter);
    }
}
