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

    /// <summary>Joins the others, where there are any.</summary>
    public static Ranks Join()
    {
        s_joined = Mpi.Ranks();
        if (IsSilent)
            Console.SetOut(TextWriter.Null);
        return s_joined;
    }

    /// <summary>Says what went wrong, and in which process where that is not the first of several.</summary>
    public static void SayError(string message)
    {
        if (IsSilent)
            Thread.Sleep(s_grace);
        Console.Error.WriteLine(IsSilent ? $"rank {s_joined.Index} of {s_joined.Count}: {message}" : message);
    }
}
