namespace MLFlux.Binding;

/// <summary>What one process of an MPI job sends another, beside what all of them exchange.</summary>
/// <param name="library">The library.</param>
/// <param name="index">The number of this process.</param>
/// <param name="count">How many processes there are.</param>
internal sealed unsafe class MpiMessages(MpiLibrary library, int index, int count)
{
    /// <summary>What marks the messages of <see cref="Tell"/>, and those of <see cref="Await"/>.</summary>
    private const int Told = 20, Here = 21;

    /// <summary>How many milliseconds a process that waits sleeps at the most until it looks again.</summary>
    private const int MostSleep = 20;

    private readonly nint _type = library.Constants.Byte, _world = library.Constants.World;

    /// <summary>Waits until all processes are here, asleep: those that still work have the processors to themselves.</summary>
    public void Await()
    {
        if (index > 0)
            Send(0, 0, Here);
        int[] awaited = index > 0 ? [0] : [.. Enumerable.Range(1, count - 1)];
        foreach (int process in awaited)
        {
            for (int looks = 0; Receive(process, Here) is null; looks++)
                Thread.Sleep(Math.Min(1 + (looks / 10), MostSleep));
        }

        for (int process = 1; index == 0 && process < count; process++)
            Send(0, process, Here);
    }

    /// <summary>Tells process 0 a number, while another thread may wait for an exchange.</summary>
    public void Tell(long number) => Send(number, 0, Told);

    /// <summary>The last number that a process has told process 0 since it was asked; null for none.</summary>
    public long? LastTold(int process)
    {
        long? last = null;
        while (Receive(process, Told) is long number)
            last = number;
        return last;
    }

    private void Send(long number, int process, int tag) =>
        MpiWorld.Check(library.Send(&number, sizeof(long), _type, process, tag, _world), "MPI_Send");

    /// <summary>A number that a process has sent; null where none is there.</summary>
    private long? Receive(int process, int tag)
    {
        nint noStatus = library.Constants.NoStatus;
        int isThere = 0;
        MpiWorld.Check(library.Probe(process, tag, _world, &isThere, noStatus), "MPI_Iprobe");
        if (isThere == 0)
            return null;
        long number = 0;
        MpiWorld.Check(library.Receive(&number, sizeof(long), _type, process, tag, _world, noStatus), "MPI_Recv");
        return number;
    }
}
