namespace MLFlux.Tests.Training;

/// <summary>A throttled callback runs at once, and then not before its time.</summary>
[TestClass]
public sealed class ThrottleTests
{
    [TestMethod]
    public void Runs_the_first_time_and_once_in_each_interval()
    {
        int calls = 0, rare = 0, pairs = 0;
        Action every = Throttle.Every(TimeSpan.Zero, () => calls++);
        Action<int> once = Throttle.Every<int>(TimeSpan.FromHours(1), value => rare += value);
        Action<int, int> pair = Throttle.Every<int, int>(TimeSpan.FromMilliseconds(30), (a, b) => pairs += a * b);
        for (int i = 0; i < 5; i++)
        {
            every();
            once(7);
            pair(2, 3);
        }

        Assert.AreEqual(5, calls);
        Assert.AreEqual(7, rare);
        Assert.IsLessThan(30, pairs);
        Thread.Sleep(40);
        int before = pairs;
        pair(2, 3);
        Assert.AreEqual(before + 6, pairs);
    }

    [TestMethod]
    public void A_negative_interval_is_refused() =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Throttle.Every(TimeSpan.FromSeconds(-1), () => { }));
}
