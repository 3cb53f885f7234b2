namespace MLFlux.Training;

/// <summary>Whether the time a fit may take is over; it begins when this is made.</summary>
internal sealed class FitClock(TimeSpan? limit, TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();

    /// <summary>How much of it is left; null where there is no limit.</summary>
    public TimeSpan? Left => limit is TimeSpan time ? time - clock.GetElapsedTime(_start) : null;

    public bool IsOver => limit is TimeSpan time && clock.GetElapsedTime(_start) >= time;
}
