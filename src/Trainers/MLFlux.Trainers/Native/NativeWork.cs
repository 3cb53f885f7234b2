namespace MLFlux.Native;

/// <summary>
/// Counts the pieces of work that are inside libtorch, a batch or a block of rows each, so that the end of the process can wait for
/// them. Safe for any thread.
/// </summary>
internal static class NativeWork
{
    /// <summary>A thread that worked so lately may go on in a moment.</summary>
    private static readonly TimeSpan s_recently = TimeSpan.FromSeconds(1);

    private static readonly object s_gate = new(); // A Lock cannot be waited on.
    private static int s_underWay;
    private static long s_lastEnd;
    private static Action? s_ended;

    /// <summary>Whether work is under way.</summary>
    public static bool IsUnderWay => Volatile.Read(ref s_underWay) > 0;

    /// <summary>Whether work is under way, or was a moment ago.</summary>
    public static bool IsRecent => IsUnderWay
        || (Volatile.Read(ref s_lastEnd) is not 0 and long end && TimeProvider.System.GetElapsedTime(end) < s_recently);

    /// <summary>Begins a piece of work, which ends when the lease is disposed.</summary>
    public static Lease Begin()
    {
        lock (s_gate)
        {
            s_ended?.Invoke();
            if (s_ended is null)
                s_underWay++;
            return new Lease(isCounted: s_ended is null);
        }
    }

    /// <summary>
    /// Counts no further work, waits until none that was counted is under way, and has something done before each piece that begins later.
    /// </summary>
    /// <param name="most">How long to wait at the most.</param>
    /// <param name="beforeLater">What is done before work that begins from now on.</param>
    /// <returns>Whether the work has ended; false after the time.</returns>
    public static bool End(TimeSpan most, Action beforeLater)
    {
        long begin = TimeProvider.System.GetTimestamp();
        lock (s_gate)
        {
            s_ended = beforeLater;
            while (s_underWay > 0)
            {
                TimeSpan left = most - TimeProvider.System.GetElapsedTime(begin);
                if (left <= TimeSpan.Zero)
                    return false;
                Monitor.Wait(s_gate, left);
            }
        }

        return true;
    }

    private static void Return()
    {
        lock (s_gate)
        {
            s_underWay--;
            s_lastEnd = TimeProvider.System.GetTimestamp();
            Monitor.PulseAll(s_gate);
        }
    }

    /// <summary>A piece of work under way.</summary>
    public readonly ref struct Lease(bool isCounted)
    {
        public void Dispose()
        {
            if (isCounted)
                Return();
        }
    }
}
