namespace MLFlux.Rows;

/// <summary>
/// Rows read again in each epoch, for data larger than the memory it may take: a window of rows is shuffled and trained on
/// while another thread reads the next one.
/// </summary>
/// <param name="scan">Begins a pass over the rows.</param>
/// <param name="createSet">Makes an empty set of rows.</param>
/// <param name="trains">Says for each usable row whether it is trained on, rather than held out.</param>
/// <param name="meanWeight">The mean weight of the rows trained on.</param>
/// <param name="windowRows">How many rows a window has; two are in memory.</param>
/// <param name="seed">Decides the order within the windows.</param>
internal sealed class StreamedRows(
    Func<ITrainingRowCursor> scan, Func<RowsInMemory> createSet, bool[] trains, double meanWeight, int windowRows, int seed) : RowSource
{
    /// <summary>
    /// By itself the collector lets young garbage, a few kilobytes for each batch, grow to the size of the processor's cache:
    /// tens of megabytes that the memory budget does not have. To collect it takes a fraction of a millisecond.
    /// </summary>
    private const long MostGarbage = 1 << 20;

    private readonly RowsInMemory[] _sets = [createSet(), createSet()];
    private int[] _order = [];
    private long _allocated;

    public override int Rows { get; } = trains.Count(t => t);

    public override RowsInMemory Layout => _sets[0];

    public override double MeanWeight => meanWeight;

    /// <exception cref="InvalidOperationException">The data has other rows than when it was first read.</exception>
    public override IEnumerable<RowWindow> Epoch(int epoch)
    {
        Random random = RandomOf(seed, epoch);
        using ITrainingRowCursor scanner = scan();
        int seen = 0;
        Task<int> reading = Read(scanner, 0);
        try
        {
            for (int current = 0; ; current = 1 - current)
            {
                int count = reading.GetAwaiter().GetResult();
                seen += count;
                if (seen > Rows || (count < windowRows && seen < Rows))
                    throw new InvalidOperationException(
                        $"The training data gave {Rows} rows at first and another number now; data that is streamed has to stay the same.");
                if (count == 0)
                    yield break;

                bool ends = seen == Rows;
                reading = ends ? Task.FromResult(0) : Read(scanner, 1 - current);
                CollectGarbage();
                yield return new RowWindow(_sets[current], Shuffled(count, random));
                if (ends)
                    yield break;
            }
        }
        finally
        {
            // The scanner must not be disposed while the reader still uses it, also when training ends early.
            ((IAsyncResult)reading).AsyncWaitHandle.WaitOne();
        }
    }

    private int[] Shuffled(int count, Random random)
    {
        if (_order.Length != count)
            _order = new int[count];
        for (int row = 0; row < count; row++)
            _order[row] = row;
        random.Shuffle(_order);
        return _order;
    }

    private void CollectGarbage()
    {
        long allocated = GC.GetTotalAllocatedBytes();
        if (allocated - _allocated < MostGarbage)
            return;

        GC.Collect(generation: 0);
        _allocated = allocated;
    }

    private Task<int> Read(ITrainingRowCursor scanner, int index)
    {
        _sets[index].Clear();
        return Task.Run(() => scanner.Fill(_sets[index], windowRows, row => row < trains.Length && trains[row]));
    }
}
