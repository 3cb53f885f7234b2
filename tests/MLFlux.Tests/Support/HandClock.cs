namespace MLFlux.Tests.Support;

/// <summary>A clock that stands still until it is moved by hand. It begins at 0.</summary>
internal sealed class HandClock : TimeProvider
{
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.Ticks;

    public void Advance(TimeSpan time) => _now += time;
}
