namespace MLFlux;

/// <summary>
/// Makes callbacks that do their work at most once in so much time, as Flux's <c>throttle</c> does: the first call, and the
/// first call after each interval; the others return at once.
/// </summary>
/// <remarks>What is returned is safe for any thread: of calls at the same time, one does the work.</remarks>
public static class Throttle
{
    /// <summary>Throttles a callback with one argument, such as <see cref="NeuralNetworkOptions.BatchProgress"/>.</summary>
    /// <param name="interval">The least time from one run to the next, at least zero.</param>
    /// <param name="action">What to do.</param>
    /// <param name="time">What tells the time. Default, null: the system's clock.</param>
    public static Action<T> Every<T>(TimeSpan interval, Action<T> action, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        Func<bool> isDue = Clock(interval, time ?? TimeProvider.System);
        return argument =>
        {
            if (isDue())
                action(argument);
        };
    }

    /// <summary>Throttles a callback with two arguments, such as <see cref="NeuralNetworkOptions.BatchEnd"/>.</summary>
    /// <inheritdoc cref="Every{T}(TimeSpan, Action{T}, TimeProvider)"/>
    public static Action<T1, T2> Every<T1, T2>(TimeSpan interval, Action<T1, T2> action, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        Func<bool> isDue = Clock(interval, time ?? TimeProvider.System);
        return (first, second) =>
        {
            if (isDue())
                action(first, second);
        };
    }

    /// <summary>Throttles a callback without arguments.</summary>
    /// <inheritdoc cref="Every{T}(TimeSpan, Action{T}, TimeProvider)"/>
    public static Action Every(TimeSpan interval, Action action, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        Func<bool> isDue = Clock(interval, time ?? TimeProvider.System);
        return () =>
        {
            if (isDue())
                action();
        };
    }

    private static Func<bool> Clock(TimeSpan interval, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.Zero);
        const long Never = long.MinValue;
        long last = Never;
        return () =>
        {
            long seen = Volatile.Read(ref last);
            if (seen != Never && time.GetElapsedTime(seen) < interval)
                return false;
            return Interlocked.CompareExchange(ref last, time.GetTimestamp(), seen) == seen;
        };
    }
}
