using System.Runtime.CompilerServices;

namespace MLFlux.Binding;

/// <summary>All processes of an MPI job, and what they exchange. Used by one thread at a time, but for <see cref="Abort"/>.</summary>
internal sealed unsafe class MpiWorld
{
    /// <summary>The most values that go in one call: MPI counts in 32 bits, and some libraries count bytes.</summary>
    private const int MostValues = 1 << 28;

    /// <summary>How long a launcher may take to pass on the last words of a process.</summary>
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(0.5);

    private readonly MpiLibrary _library;
    private readonly MpiConstants _constants;
    private readonly bool _isOurs;

    private MpiWorld(MpiLibrary library, bool takesThreads, bool isOurs)
    {
        _library = library;
        _isOurs = isOurs;
        _constants = library.Constants;
        TakesThreads = takesThreads;
        int rank = 0, size = 0;
        Check(library.GetRank(_constants.World, &rank), "MPI_Comm_rank");
        Check(library.GetSize(_constants.World, &size), "MPI_Comm_size");
        (Index, Count) = (rank, size);
        Messages = new MpiMessages(library, rank, size);
    }

    public int Index { get; }

    public int Count { get; }

    /// <summary>What one process sends another.</summary>
    public MpiMessages Messages { get; }

    /// <summary>Whether several threads may call MPI at the same time.</summary>
    public bool TakesThreads { get; }

    /// <summary>Joins the job that the launcher has started, which is this process alone where there is none.</summary>
    public static MpiWorld Join(MpiLibrary library)
    {
        int isInitialized = 0, level = library.Constants.Serialized;
        Check(library.IsInitialized(&isInitialized), "MPI_Initialized");
        if (isInitialized == 0)
            Check(library.Initialize(0, 0, library.Constants.Multiple, &level), "MPI_Init_thread");
        return new MpiWorld(library, level >= library.Constants.Multiple, isOurs: isInitialized == 0);
    }

    /// <summary>Puts the sum over all processes in place of each one's values.</summary>
    public void Sum(Span<float> values) => Sum(values, _constants.Float);

    /// <inheritdoc cref="Sum(Span{float})"/>
    public void Sum(Span<double> values) => Sum(values, _constants.Double);

    /// <summary>Puts the bytes of process 0 in place of each one's.</summary>
    public void Broadcast(Span<byte> values)
    {
        while (values.Length > 0)
        {
            Span<byte> part = values[..Math.Min(values.Length, MostValues)];
            fixed (byte* start = part)
                Check(_library.Broadcast(start, part.Length, _constants.Byte, 0, _constants.World), "MPI_Bcast");
            values = values[part.Length..];
        }
    }

    /// <summary>The bytes of all processes, as many of each, one after another.</summary>
    /// <param name="part">This process's bytes.</param>
    /// <param name="all">Takes them: <see cref="Count"/> times as many. Where they are for process 0, it may be empty elsewhere.</param>
    /// <param name="toAll">Whether they are for all processes, rather than for process 0.</param>
    public void Gather(ReadOnlySpan<byte> part, Span<byte> all, bool toAll)
    {
        nint type = _constants.Byte, world = _constants.World;
        fixed (byte* from = part, to = all)
        {
            if (toAll)
                Check(_library.GatherToAll(from, part.Length, type, to, part.Length, type, world), "MPI_Allgather");
            else
                Check(_library.Gather(from, part.Length, type, to, part.Length, type, 0, world), "MPI_Gather");
        }
    }

    /// <summary>Ends all processes with an exit code, a moment after what was said last.</summary>
    public void Abort(int exitCode)
    {
        // Launchers pass on what processes write, and MPICH's drops what it has not read by the end of the job.
        Thread.Sleep(s_lastWords);
        _ = _library.Abort(_constants.World, exitCode);
    }

    /// <summary>Waits for all processes, and leaves the job, unless the program had joined it before and leaves it by itself.</summary>
    public void Leave()
    {
        if (!_isOurs)
            return;
        Messages.Await();
        _ = _library.Finish();
    }

    private void Sum<T>(Span<T> values, nint type)
        where T : unmanaged
    {
        while (values.Length > 0)
        {
            Span<T> part = values[..Math.Min(values.Length, MostValues / sizeof(T))];
            fixed (T* start = part)
                Check(_library.Reduce(_constants.InPlace, start, part.Length, type, _constants.Add, _constants.World), "MPI_Allreduce");
            values = values[part.Length..];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Check(int error, string function)
    {
        if (error != 0)
            throw new MpiException($"{function} failed with the error {error}.");
    }
}
