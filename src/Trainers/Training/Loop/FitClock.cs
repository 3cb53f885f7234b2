using System.Diagnostics;

namespace MLFlux.Training;

/// <summary>Whether the time a fit may take is over; it begins when this is made.</summary>
internal sealed class FitClock(TimeSpan? limit)
{
    private readonly long _start = Stopwatch.GetTimestamp();

    public bool IsOver => limit is TimeSpan time && Stopwatch.GetElapsedTime(_start) >= time;
}
