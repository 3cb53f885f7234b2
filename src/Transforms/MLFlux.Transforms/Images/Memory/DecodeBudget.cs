namespace MLFlux.Images;

/// <summary>Lets large images be decoded side by side as long as their memory stays within a limit; the others wait in line.</summary>
/// <remarks>
/// A decoder takes from <see cref="Files"/> first and from <see cref="Pixels"/> afterwards, once each. Whoever has taken from the
/// second waits for nothing, so there is no circle of waiting threads.
/// </remarks>
internal sealed class DecodeBudget
{
    /// <summary>What takes less is not counted: any number of cores decode small images.</summary>
    public const long LeastCounted = 4 << 20;

    private const long BytesOfCore = 64 << 20, LeastDefault = 512 << 20;

    private readonly object _change = new();
    private long _limit = Default / 2;
    private long _used;
    private long _nextTicket;
    private long _served;

    private DecodeBudget()
    {
    }

    /// <summary>For the content of files.</summary>
    public static DecodeBudget Files { get; } = new();

    /// <summary>For pixels, and what the decoder needs to make them.</summary>
    public static DecodeBudget Pixels { get; } = new();

    /// <summary>The most bytes at once.</summary>
    public long Limit
    {
        get => Interlocked.Read(ref _limit);
        set
        {
            lock (_change)
            {
                _limit = value;
                Monitor.PulseAll(_change);
            }
        }
    }

    private static long Default =>
        Math.Min(Math.Max(BytesOfCore * Environment.ProcessorCount, LeastDefault), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4);

    /// <summary>Takes bytes, to be given back by disposing; waits until there are enough, or nobody else has any.</summary>
    public Share Take(long bytes)
    {
        if (bytes < LeastCounted)
            return default;

        lock (_change)
        {
            long ticket = _nextTicket++;
            while (ticket != _served || (_used > 0 && _used + bytes > _limit))
                Monitor.Wait(_change);
            _served++;
            _used += bytes;
            Monitor.PulseAll(_change);
        }

        return new Share(this, bytes);
    }

    private void GiveBack(long bytes)
    {
        lock (_change)
        {
            _used -= bytes;
            Monitor.PulseAll(_change);
        }
    }

    /// <summary>Bytes that were taken.</summary>
    public readonly struct Share(DecodeBudget budget, long bytes) : IDisposable
    {
        public void Dispose()
        {
            if (bytes > 0)
                budget.GiveBack(bytes);
        }
    }
}
