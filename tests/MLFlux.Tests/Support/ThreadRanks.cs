namespace MLFlux.Tests.Support;

/// <summary>Ranks that are threads of one process and meet at a barrier.</summary>
internal sealed class ThreadRanks(int index, ThreadRanks.Meeting meeting) : Ranks
{
    public override int Index => index;

    public override int Count => meeting.Count;

    /// <summary>Runs something on each rank, all at the same time; what a rank throws ends all, and is thrown here.</summary>
    public static T[] Run<T>(int count, Func<Ranks, T> run)
    {
        using var meeting = new Meeting(count);
        var results = new T[count];
        Exception? fault = null;
        Thread[] threads = [.. Enumerable.Range(0, count).Select(index => new Thread(() =>
        {
            try
            {
                results[index] = run(new ThreadRanks(index, meeting));
            }
            catch (Exception exception)
            {
                if (exception is not OperationCanceledException)
                    Interlocked.CompareExchange(ref fault, exception, null);
                meeting.Break();
            }
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        return fault is null ? results : throw new AggregateException(fault);
    }

    internal override void Sum(Span<float> values)
    {
        float[][] all = meeting.Exchange(index, values.ToArray());
        for (int i = 0; i < values.Length; i++)
            values[i] = all.Aggregate(0f, (total, part) => total + part[i]);
    }

    internal override void Sum(Span<double> values)
    {
        double[][] all = meeting.Exchange(index, values.ToArray());
        for (int i = 0; i < values.Length; i++)
            values[i] = all.Aggregate(0.0, (total, part) => total + part[i]);
    }

    internal override void Broadcast(Span<byte> values) => meeting.Exchange(index, values.ToArray())[0].CopyTo(values);

    internal override void AwaitAll() => meeting.Exchange(index, 0);

    internal override void Gather(ReadOnlySpan<byte> part, Span<byte> all)
    {
        int place = 0;
        foreach (byte[] one in meeting.Exchange(index, part.ToArray()))
        {
            one.CopyTo(all[place..]);
            place += one.Length;
        }
    }

    internal override byte[][] Gather(ReadOnlySpan<byte> part, bool toAll)
    {
        byte[][] all = meeting.Exchange(index, part.ToArray());
        return toAll || index == 0 ? all : [];
    }

    internal override void End(Exception fault) => meeting.Break();

    /// <summary>Where the threads meet.</summary>
    internal sealed class Meeting(int count) : IDisposable
    {
        private readonly Barrier _barrier = new(count);
        private readonly CancellationTokenSource _broken = new();
        private readonly object?[] _parts = new object?[count];

        public int Count => count;

        /// <summary>Each rank's part, in their order.</summary>
        public T[] Exchange<T>(int index, T part)
        {
            _parts[index] = part;
            _barrier.SignalAndWait(_broken.Token);
            T[] all = [.. _parts.Select(other => (T)other!)];
            _barrier.SignalAndWait(_broken.Token); // No rank may bring its next part before all have read this one.
            return all;
        }

        public void Break() => _broken.Cancel();

        public void Dispose()
        {
            _barrier.Dispose();
            _broken.Dispose();
        }
    }
}
