using System.Diagnostics;
using MLFlux.Training;

namespace MLFlux.Benchmarks.Profiling;

/// <summary>Adds up how long each phase of training takes.</summary>
internal sealed class PhaseClock
{
    private readonly long[] _ticks = new long[Enum.GetValues<TrainingPhase>().Length];
    private long _last = Stopwatch.GetTimestamp();

    /// <summary>Time by phase.</summary>
    public IReadOnlyList<long> Ticks => _ticks;

    /// <summary>Says that a phase has just ended: all time since the last call was its own.</summary>
    public void End(TrainingPhase phase)
    {
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
