using System.Diagnostics;
using System.Globalization;

namespace MLFlux.Tool.Running;

/// <summary>The processes that <c>mpirun</c> has started this command in, of which the first speaks for all.</summary>
internal static class ToolRanks
{
    /// <summary>
    /// What all processes meet alike, such as a file that is missing, the first says and ends all: the others wait so long before they
    /// speak.
    /// </summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(2);

    private static Ranks s_joined = Ranks.Alone;

    /// <summary>Whether this process is another than the first: it says nothing but what goes wrong in it alone.</summary>
    public static bool IsSilent => s_joined.Index > 0;

    /// <summary>Whether this process does what one of them does for all: it is the first.</summary>
    public static bool IsFirst => !IsSilent;

    /// <summary>Joins the others, where there are any, before anything is said; says why where that fails.</summary>
    public static bool TryJoin()
    {
        try
        {
            s_joined = Mpi.Ranks();
        }
        catch (Exception fault) when (fault is MpiException or FormatException)
        {
            Console.Error.WriteLine(fault.Message);
            return false;
        }

        if (IsSilent)
            Console.SetOut(TextWriter.Null);
        return true;
    }

    /// <summary>The processes, which read the same data.</summary>
    /// <exception cref="ArgumentException">The data is a database's, which may give its rows to each process in another order.</exception>
    public static Ranks Of(DataRequest data) => s_joined.Count == 1 || data.Provider is null ? s_joined : throw new ArgumentException(
        "A database may give its rows to each of several processes in another order. Write them into a file first, and give that.");

    /// <summary>Says how much memory each of several processes has taken at the most; all of them have to call this.</summary>
    public static void TellMemory()
    {
        if (s_joined.Count == 1)
            return;
        using var process = Process.GetCurrentProcess();
        byte[][] all = s_joined.Gather(BitConverter.GetBytes(process.PeakWorkingSet64), toAll: false);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"memory of the processes: {string.Join(", ", all.Select(bytes => $"{BitConverter.ToInt64(bytes) / 1e6:0} MB"))}"));
    }

    /// <summary>Says what went wrong, and in which process where that is not the first of several.</summary>
    public static void SayError(string message)
    {
        if (IsSilent)
            Thread.Sleep(s_grace);
        Console.Error.WriteLine(IsSilent ? $"rank {s_joined.Index} of {s_joined.Count}: {message}" : message);
    }
}
