using System.Globalization;
using System.Runtime.InteropServices;

namespace MLFlux.Binding;

/// <summary>
/// Ends all processes of a job where one waits for the others longer than a limit: what is late would else be a hang. Those that wait
/// tell process 0 in which exchange, so that it can name the one that is late.
/// </summary>
internal sealed class RankWatch : IDisposable
{
    private const string C = "libc";

    private const int Late = 1;

    private static readonly TimeSpan s_longestLook = TimeSpan.FromSeconds(1), s_abortTime = TimeSpan.FromSeconds(3);

    /// <summary>How much later than process 0 the others end all, in case that it is the one that is late.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(2);

    private readonly MpiWorld _world;
    private readonly TimeSpan _limit;
    private readonly Timer _timer;
    private readonly Lock _looking = new();
    private long _waitsSince;
    private bool _isLimited;
    private long _waited;
    private long _exchanges;
    private long _told;

    /// <param name="world">The processes.</param>
    /// <param name="limit">How long one waits for the others at the most.</param>
    public RankWatch(MpiWorld world, TimeSpan limit)
    {
        _world = world;
        _limit = limit;
        TimeSpan look = limit / 4 < s_longestLook ? limit / 4 : s_longestLook;
        _timer = new Timer(_ => Look(), null, look, look);
    }

    /// <summary>Whether a thread waits for other processes.</summary>
    public bool IsWaiting => Volatile.Read(ref _waitsSince) != 0;

    /// <summary>How long threads have waited for other processes, and exchanged with them, in all.</summary>
    public TimeSpan Waited => TimeProvider.System.GetElapsedTime(0, _waited);

    /// <summary>Begins to wait for other processes, until the lease is disposed.</summary>
    /// <param name="isLimited">Whether the limit holds: the others do nothing that may take longer.</param>
    public Lease Wait(bool isLimited = true)
    {
        _exchanges++;
        Volatile.Write(ref _isLimited, isLimited);
        Volatile.Write(ref _waitsSince, TimeProvider.System.GetTimestamp());
        return new Lease(this);
    }

    /// <summary>Watches no longer.</summary>
    public void Dispose() => _timer.Dispose();

    /// <summary>Says why, and ends all processes, this one last.</summary>
    public void EndAll(string why, int exitCode)
    {
        try
        {
            Console.Error.WriteLine($"MLFlux: {why}");
        }
        catch (IOException)
        {
            // The error stream may have no reader any more. The processes have to end all the same.
        }

        // Where a thread is inside the library, and this one may not be or waits for that one, the launcher ends the others.
        if (_world.TakesThreads || !IsWaiting)
        {
            var abort = new Thread(() => _world.Abort(exitCode)) { IsBackground = true };
            abort.Start();
            abort.Join(s_abortTime);
        }

        if (OperatingSystem.IsWindows())
            Environment.Exit(exitCode);
        Exit(exitCode);
    }

    private void Look()
    {
        if (!_looking.TryEnter())
            return;
        try
        {
            if (Volatile.Read(ref _waitsSince) is not 0 and long since && Volatile.Read(ref _isLimited))
                Look(TimeProvider.System.GetElapsedTime(since), Volatile.Read(ref _exchanges));
        }
        finally
        {
            _looking.Exit();
        }
    }

    /// <summary>The exchanges of all processes have the same numbers, since all make the same ones.</summary>
    private void Look(TimeSpan waited, long exchange)
    {
        bool isFirst = _world.Index == 0;
        if (waited > _limit / 2 && !isFirst && _told != exchange && _world.TakesThreads)
        {
            _told = exchange;
            _world.Messages.Tell(exchange);
        }

        if (waited <= (isFirst || !_world.TakesThreads ? _limit : _limit + s_grace))
            return;
        int[] late = !_world.TakesThreads ? [] : isFirst
            ? [.. Enumerable.Range(1, _world.Count - 1).Where(rank => _world.Messages.LastTold(rank) != exchange)] : [0];
        string who = late.Length == 0 ? "another rank, which hangs, or takes"
            : $"rank {string.Join(", ", late)}, which {(late.Length == 1 ? "hangs, or takes" : "hang, or take")}";
        EndAll(
            string.Create(CultureInfo.InvariantCulture,
                $"rank {_world.Index} of {_world.Count} has waited {_limit.TotalSeconds:0} seconds for {who} ")
            + "longer for its rows than the limit of Mpi.Ranks(limit) allows. All ranks end.", Late);
    }

    [DllImport(C, EntryPoint = "_exit"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void Exit(int code);

    /// <summary>A wait.</summary>
    public readonly ref struct Lease(RankWatch watch)
    {
        public void Dispose()
        {
            watch._waited += TimeProvider.System.GetTimestamp() - watch._waitsSince;
            Volatile.Write(ref watch._waitsSince, 0);
        }
    }
}
