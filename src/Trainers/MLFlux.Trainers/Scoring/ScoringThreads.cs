using System.Collections.Concurrent;
using MLFlux.Native;

namespace MLFlux.Scoring;

/// <summary>
/// The threads that score blocks of rows, as many as libtorch would use, each one libtorch thread wide. They live as long as
/// the process, in the background, and wait without cost.
/// </summary>
/// <remarks>
/// Threads that each take a share of the rows wait for each other once a block; libtorch's own threads wait in every operation,
/// which costs much where blocks are small or the machine is busy otherwise.
/// </remarks>
internal static class ScoringThreads
{
    private static readonly Lazy<BlockingCollection<Action>> Work = new(Start);

    /// <summary>How many threads there are, once they are started.</summary>
    public static int Count { get; private set; }

    /// <summary>Starts the threads unless they run already.</summary>
    public static void EnsureStarted() => _ = Work.Value;

    /// <summary>Runs an action, which may not throw, on one of the threads.</summary>
    public static void Run(Action action) => Work.Value.Add(action);

    private static BlockingCollection<Action> Start()
    {
        Libtorch.Load();
        var work = new BlockingCollection<Action>();
        Count = Libtorch.Threads;
        using var ready = new CountdownEvent(Count);
        for (int i = 0; i < Count; i++)
        {
            new Thread(() =>
            {
                LibtorchThreads.Use(1);
                ready.Signal();
                foreach (Action action in work.GetConsumingEnumerable())
                    action();
            })
            { IsBackground = true, Name = "MLFlux scoring" }.Start();
        }

        // Threads that libtorch meets for the first time take the number that was set last, by whichever thread.
        ready.Wait();
        LibtorchThreads.Use(Count);
        return work;
    }
}
