namespace MLFlux.Benchmarks.Serving;

/// <summary>What came of a load.</summary>
/// <param name="Requests">How many requests were answered with status 200.</param>
/// <param name="Failed">How many were not.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Milliseconds">The time of each request, in order of size.</param>
internal sealed record LoadOutcome(long Requests, long Failed, double Seconds, float[] Milliseconds)
{
    public double PerSecond => Requests / Seconds;

    /// <summary>The time that this part of the requests needed at most.</summary>
    public double Percentile(double part) => Milliseconds.Length == 0 ? double.NaN
        : Milliseconds[Math.Min((int)(part * Milliseconds.Length), Milliseconds.Length - 1)];
}
