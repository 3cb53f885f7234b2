namespace MLFlux.Scoring;

/// <summary>
/// Native memory that is made when first needed and shared by all who score with it. References are counted: the memory is freed when it
/// has been released and nobody is inside a call, and made again when somebody needs it later.
/// </summary>
/// <remarks>
/// ML.NET's prediction engines dispose the transformer they were made from, even while others use it. Here that frees memory
/// and breaks nothing: the weights stay in managed memory. Safe for any thread.
/// </remarks>
/// <param name="create">Makes what is shared.</param>
internal sealed class SharedNative<TShared>(Func<TShared> create) : IDisposable
    where TShared : IDisposable
{
    private readonly Lock _gate = new();
    private Counted? _current;

    /// <summary>What is shared, for one call; the lease is disposed after it.</summary>
    public Lease Acquire()
    {
        lock (_gate)
        {
            _current ??= new Counted(create());
            _current.Users++;
            return new Lease(this, _current);
        }
    }

    /// <summary>Frees what is shared as soon as no call is inside it.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            Counted? released = _current;
            _current = null;
            if (released is null)
                return;

            released.IsReleased = true;
            FreeIfUnused(released);
        }
    }

    private void Return(Counted counted)
    {
        lock (_gate)
        {
            counted.Users--;
            FreeIfUnused(counted);
        }
    }

    private static void FreeIfUnused(Counted counted)
    {
        if (counted.IsReleased && counted.Users == 0)
            counted.Value.Dispose();
    }

    /// <summary>The right to use what is shared until disposed.</summary>
    public readonly ref struct Lease(SharedNative<TShared> owner, Counted counted)
    {
        public TShared Value => counted.Value;

        public void Dispose() => owner.Return(counted);
    }

    internal sealed class Counted(TShared value)
    {
        public TShared Value { get; } = value;

        public int Users { get; set; }

        public bool IsReleased { get; set; }
    }
}
