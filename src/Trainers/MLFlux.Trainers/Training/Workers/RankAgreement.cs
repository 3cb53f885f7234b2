using System.Runtime.ExceptionServices;
using System.Text;

namespace MLFlux.Training;

/// <summary>What ranks do when one of them fails, or differs: all end, with the reason.</summary>
internal static class RankAgreement
{
    /// <summary>Begins the words of a rank that was cancelled.</summary>
    private const string Cancelled = $"{nameof(OperationCanceledException)}: ";

    /// <summary>Does what each rank does by itself, such as reading its rows: where one fails, all fail, with its message.</summary>
    /// <exception cref="RankException">Another rank failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled on this rank, or on another.</exception>
    public static T Together<T>(this Ranks ranks, Func<T> work)
    {
        if (ranks.Count == 1)
            return work();

        T result = default!;
        Exception? fault = null;
        try
        {
            result = work();
        }
        catch (Exception exception)
        {
            fault = exception;
        }

        byte[][] faults = ranks.Gather(Encoding.UTF8.GetBytes(fault is null ? "" : Words(First(fault))), toAll: true);
        if (fault is not null)
            ExceptionDispatchInfo.Throw(fault);
        int failed = Array.FindIndex(faults, message => message.Length > 0);
        if (failed < 0)
            return result;
        string message = Encoding.UTF8.GetString(faults[failed]);
        throw message.StartsWith(Cancelled, StringComparison.Ordinal)
            ? new OperationCanceledException($"Rank {failed} of {ranks.Count} was cancelled.")
            : new RankException($"Rank {failed} of {ranks.Count} failed: {message}");
    }

    /// <inheritdoc cref="Together{T}(Ranks, Func{T})"/>
    public static void Together(this Ranks ranks, Action work) => ranks.Together(() =>
    {
        work();
        return true;
    });

    /// <summary>Does what the ranks do with each other: where one fails by itself, all end.</summary>
    public static T Shared<T>(this Ranks ranks, Func<T> work)
    {
        if (ranks.Count == 1)
            return work();

        try
        {
            return work();
        }
        catch (Exception fault) when (fault is not (NonFiniteLossException or OperationCanceledException or RankException))
        {
            ranks.End(fault);
            throw;
        }
    }

    /// <summary>Refuses to begin where ranks differ in what has to be the same on all.</summary>
    /// <param name="ranks">The ranks.</param>
    /// <param name="things">The name of each thing, and its text.</param>
    /// <exception cref="RankException">A rank has another text than rank 0.</exception>
    public static void CheckSame(this Ranks ranks, IReadOnlyList<(string Name, string Text)> things)
    {
        if (ranks.Count == 1)
            return;

        const char separator = '\0';
        byte[] mine = Encoding.UTF8.GetBytes(string.Join(separator, things.Select(thing => thing.Text)));
        string[][] all = [.. ranks.Gather(mine, toAll: true).Select(texts => Encoding.UTF8.GetString(texts).Split(separator))];
        for (int rank = 1; rank < ranks.Count; rank++)
        {
            for (int i = 0; i < things.Count; i++)
            {
                if (all[rank][i] != all[0][i])
                {
                    throw new RankException(
                        $"{things[i].Name} is another on each rank, and the ranks train one model together: on rank 0 it is {all[0][i]}, "
                        + $"on rank {rank} {all[rank][i]}. Start every rank with the same program, options and data.");
                }
            }
        }
    }

    /// <summary>What went wrong first: ML.NET's reading threads wrap it.</summary>
    private static Exception First(Exception fault) =>
        fault is InvalidOperationException { InnerException: { } first } ? First(first) : fault;

    private static string Words(Exception fault) =>
        (fault is OperationCanceledException ? Cancelled : $"{fault.GetType().Name}: ") + fault.Message;
}
