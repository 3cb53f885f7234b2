using System.Diagnostics;

namespace MLFlux.Benchmarks.Profiling;

/// <summary>Adds up how long each phase takes on the thread that made the clock; what other threads say is not counted.</summary>
internal sealed class PhaseClock
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly long[] _ticks = new long[Enum.GetValues<Phase>().Length];
    private long _last = Stopwatch.GetTimestamp();

    /// <summary>Time by phase.</summary>
    public IReadOnlyList<long> Ticks => _ticks;

    /// <summary>Says that a phase has just ended: all time since the last call was its own.</summary>
    public void End(Phase phase)
    {
        if (Environment.CurrentManagedThreadId != _thread)
            return;

        long now = Stopwatch.GetTimestamp();
        _ticks[(int)phase] += now - _last;
        _last = now;
    }

    /// <summary>Starts anew.</summary>
    public void Reset()
    {
        Array.Clear(_ticks);
        _last = Stopwatch.GetTimestamp();
    }
}
