using MLFlux.Tests.Support;

namespace MLFlux.Tests.Training;

/// <summary>A throttled callback runs at once, and then not before its time.</summary>
[TestClass]
public sealed class ThrottleTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(30);

    private readonly HandClock _clock = new();
    private int _runs;

    [TestMethod]
    public void Runs_the_first_time_and_once_in_each_interval()
    {
        Action<int, int> pair = Throttle.Every<int, int>(Interval, (a, b) => _runs += a * b, _clock);

        for (int i = 0; i < 5; i++)
            pair(2, 3);
        Assert.AreEqual(6, _runs);

        _clock.Advance(Interval - TimeSpan.FromTicks(1));
        pair(2, 3);
        Assert.AreEqual(6, _runs, "a tick before its time");

        _clock.Advance(TimeSpan.FromTicks(1));
        pair(2, 3);
        pair(2, 3);
        Assert.AreEqual(12, _runs);
    }

    [TestMethod]
    public void An_interval_begins_with_the_run_and_not_when_the_one_before_it_ended()
    {
        Action every = Throttle.Every(Interval, () => _runs++, _clock);

        every();
        _clock.Advance(Interval * 2.5);
        every();
        _clock.Advance(Interval * 0.75);
        every();
        Assert.AreEqual(2, _runs);

        _clock.Advance(Interval * 0.25);
        every();
        Assert.AreEqual(3, _runs);
    }

    [TestMethod]
    public void An_interval_of_zero_lets_all_calls_through()
    {
        Action every = Throttle.Every(TimeSpan.Zero, () => _runs++, _clock);
        for (int i = 0; i < 5; i++)
            every();

        Assert.AreEqual(5, _runs);
    }

    [TestMethod]
    public void Without_a_clock_of_its_own_it_goes_by_the_systems()
    {
        Action<int> once = Throttle.Every<int>(TimeSpan.FromHours(1), value => _runs += value);
        Action every = Throttle.Every(TimeSpan.Zero, () => _runs++);
        for (int i = 0; i < 5; i++)
            once(7);
        Assert.AreEqual(7, _runs);

        for (int i = 0; i < 5; i++)
            every();
        Assert.AreEqual(12, _runs);
    }

    [TestMethod]
    public void A_negative_interval_is_refused() =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Throttle.Every(TimeSpan.FromSeconds(-1), () => { }));
}
