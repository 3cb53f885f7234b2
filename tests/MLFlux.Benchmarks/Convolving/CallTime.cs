using System.Diagnostics;

namespace MLFlux.Benchmarks.Convolving;

/// <summary>How long calls take.</summary>
internal static class CallTime
{
    /// <summary>Shorter calls are timed together.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(0.3);

    /// <summary>The best of as many as fill some time: what other work of the machine breaks into is not counted.</summary>
    public static double Seconds(Action action, TimeSpan time)
    {
        double best = double.MaxValue;
        long start = Stopwatch.GetTimestamp();
        do
        {
            int calls = 0;
            long first = Stopwatch.GetTimestamp();
            TimeSpan taken;
            do
            {
                action();
                calls++;
            }
            while ((taken = Stopwatch.GetElapsedTime(first)) < Least);
            best = Math.Min(best, taken.TotalSeconds / calls);
        }
        while (Stopwatch.GetElapsedTime(start) < time);
        return best;
    }
}
