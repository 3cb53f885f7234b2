using System.Globalization;

namespace MLFlux.Monitoring;

/// <summary>How many requests took how long. Safe for any thread.</summary>
internal sealed class DurationHistogram
{
    private static readonly double[] s_bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly long[] _counts = new long[s_bounds.Length + 1];
    private long _ticks;

    public void Add(TimeSpan time)
    {
        int place = Array.BinarySearch(s_bounds, time.TotalSeconds);
        Interlocked.Increment(ref _counts[place < 0 ? ~place : place]);
        Interlocked.Add(ref _ticks, time.Ticks);
    }

    /// <summary>Writes it, unless it is empty.</summary>
    public void WriteTo(PrometheusText text, string name, string path)
    {
        long[] counts = [.. _counts.Select((_, place) => Interlocked.Read(ref _counts[place]))];
        if (counts.Sum() == 0)
            return;
        long upTo = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            upTo += counts[i];
            string bound = i < s_bounds.Length ? s_bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
            text.Value($"{name}_bucket", upTo, ("path", path), ("le", bound));
        }

        text.Value($"{name}_sum", TimeSpan.FromTicks(Interlocked.Read(ref _ticks)).TotalSeconds, ("path", path));
        text.Value($"{name}_count", upTo, ("path", path));
    }
}
