namespace MLFlux.Rows;

/// <summary>
/// Rows read again in each epoch, for data larger than the memory it may take: a window of rows is shuffled and trained on
/// while another thread reads the next one.
/// </summary>
/// <param name="scan">Begins a pass over the rows.</param>
/// <param name="createSet">Makes an empty set of rows.</param>
/// <param name="seed">Decides the order within the windows.</param>
internal abstract class StreamedSource(Func<ITrainingRowCursor> scan, Func<RowsInMemory> createSet, int seed) : RowSource
{
    /// <summary>
    /// By itself the collector lets young garbage, a few kilobytes for each batch, grow to the size of the processor's cache:
    /// tens of megabytes that the memory budget does not have. To collect it takes a fraction of a millisecond.
    /// </summary>
    private const long MostGarbage = 1 << 20;

    private long _allocated;

    /// <summary>What windows are read into, in turns.</summary>
    private protected RowsInMemory[] Sets { get; } = [createSet(), createSet()];

    /// <summary>How many windows an epoch has.</summary>
    private protected abstract int Windows { get; }

    /// <exception cref="InvalidOperationException">The data has fewer rows than when it was first read.</exception>
    public override IEnumerable<RowWindow> Epoch(int epoch)
    {
        Random random = RandomOf(seed, epoch);
        using ITrainingRowCursor scanner = scan();
        Task<int> reading = Read(scanner, 0);
        try
        {
            for (int window = 0; window < Windows; window++)
            {
                int count = reading.GetAwaiter().GetResult(), expected = RowsOf(window);
                if (count != expected)
                {
                    throw new InvalidOperationException(
                        $"The training data gave {Rows} rows at first and another number now; data that is streamed has to stay the same.");
                }

                reading = window + 1 == Windows ? Task.FromResult(0) : Read(scanner, window + 1);
                CollectGarbage();
                RowWindow rows = Window(window, count);
                random.Shuffle(rows.Order);
                if (rows.Order.Length > 0)
                    yield return rows;
            }
        }
        finally
        {
            // The scanner must not be disposed while the reader still uses it, also when training ends early.
            ((IAsyncResult)reading).AsyncWaitHandle.WaitOne();
        }
    }

    /// <summary>How many rows are read for a window.</summary>
    private protected abstract int RowsOf(int window);

    /// <summary>Whether a row is read, by its number among the usable rows.</summary>
    private protected abstract bool Takes(int row);

    /// <summary>A window that was read, its rows to train on in the data's order.</summary>
    /// <param name="window">The number of the window; its rows are in the set of its turn.</param>
    /// <param name="count">How many rows were read.</param>
    private protected abstract RowWindow Window(int window, int count);

    private void CollectGarbage()
    {
        long allocated = GC.GetTotalAllocatedBytes();
        if (allocated - _allocated < MostGarbage)
            return;

        GC.Collect(generation: 0);
        _allocated = allocated;
    }

    private Task<int> Read(ITrainingRowCursor scanner, int window)
    {
        RowsInMemory set = Sets[window % Sets.Length];
        set.Clear();
        return Task.Run(() => scanner.Fill(set, RowsOf(window), Takes));
    }
}
