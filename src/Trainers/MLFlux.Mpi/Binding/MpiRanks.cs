using System.Buffers.Binary;
using System.Text;

namespace MLFlux.Binding;

/// <summary>The processes of an MPI job.</summary>
internal sealed class MpiRanks : Ranks
{
    private const int Failed = 1;

    /// <summary>
    /// What all ranks meet alike, such as a column that is missing, rank 0 says: the others wait so long before they say anything.
    /// </summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(1);

    private readonly MpiWorld _world;
    private readonly RankWatch _watch;

    private MpiRanks(MpiWorld world, RankWatch watch)
    {
        _world = world;
        _watch = watch;
    }

    public override int Index => _world.Index;

    public override int Count => _world.Count;

    internal override TimeSpan Waited => _watch.Waited;

    /// <summary>The processes of a job, which share the cores of their machines from now on, and end together.</summary>
    public static MpiRanks Of(MpiWorld world, TimeSpan limit)
    {
        var ranks = new MpiRanks(world, new RankWatch(world, limit));
        byte[] mine = Encoding.UTF8.GetBytes(CpuSet.OfThisProcess());
        Libtorch.ShareCores(ranks.Gather(mine, toAll: true).Count(cpus => cpus.AsSpan().SequenceEqual(mine)));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => ranks.Leave();
        return ranks;
    }

    internal override void Sum(Span<float> values)
    {
        using (_watch.Wait())
            _world.Sum(values);
    }

    internal override void Sum(Span<double> values)
    {
        using (_watch.Wait())
            _world.Sum(values);
    }

    internal override void Broadcast(Span<byte> values)
    {
        using (_watch.Wait())
            _world.Broadcast(values);
    }

    internal override void Gather(ReadOnlySpan<byte> part, Span<byte> all)
    {
        using (_watch.Wait())
            _world.Gather(part, all, toAll: true);
    }

    internal override byte[][] Gather(ReadOnlySpan<byte> part, bool toAll)
    {
        using RankWatch.Lease wait = _watch.Wait();
        int[] lengths = Lengths(part.Length);

        // MPI counts in 32 bits, and gives all in one piece.
        int longest = lengths.Max();
        if ((long)longest * Count > Array.MaxLength)
            throw new MpiException($"The ranks exchange at most {Array.MaxLength} bytes at once, and {(long)longest * Count} came.");
        byte[] mine = new byte[longest], all = toAll || IsFirst ? new byte[longest * Count] : [];
        part.CopyTo(mine);
        _world.Gather(mine, all, toAll);
        return all.Length == 0 && longest > 0 ? []
            : [.. lengths.Select((length, rank) => all.AsSpan(rank * longest, length).ToArray())];
    }

    internal override void AwaitAll()
    {
        using (_watch.Wait(isLimited: false))
            _world.Messages.Await();
    }

    /// <summary>Says what has happened, and ends all processes.</summary>
    internal override void End(Exception fault)
    {
        _watch.Dispose();
        if (!IsFirst)
            Thread.Sleep(s_grace);
        bool isExpected = fault is IOException or UnauthorizedAccessException or InvalidDataException or FormatException
            or ArgumentException or InvalidOperationException or NotSupportedException or OutOfMemoryException;
        _watch.EndAll($"rank {Index} of {Count} failed: {(isExpected ? fault.Message : fault.ToString())}", Failed);
    }

    private int[] Lengths(int mine)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, mine);
        byte[] all = new byte[sizeof(int) * Count];
        _world.Gather(length, all, toAll: true);
        return [.. Enumerable.Range(0, Count).Select(rank => BinaryPrimitives.ReadInt32LittleEndian(all.AsSpan(rank * sizeof(int))))];
    }

    /// <summary>
    /// At the end of the process: leaves the job together with the others, or ends them where this one has failed. A process that is ended
    /// in the middle of an exchange has nothing to leave.
    /// </summary>
    private void Leave()
    {
        if (_watch.IsWaiting)
            return;
        _watch.Dispose();
        if (Environment.ExitCode == 0)
        {
            _world.Leave();
            return;
        }

        if (!IsFirst)
            Thread.Sleep(s_grace);
        _world.Abort(Environment.ExitCode);
    }
}
