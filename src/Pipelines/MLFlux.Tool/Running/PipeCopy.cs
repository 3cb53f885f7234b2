namespace MLFlux.Tool.Running;

/// <summary>Copies a pipe into a file, since a table is read several times.</summary>
/// <param name="name">What the user calls the pipe.</param>
/// <param name="mostBytes">The largest table, in bytes.</param>
internal sealed class PipeCopy(string name, long mostBytes = PipeCopy.MostBytes)
{
    private const long MostBytes = 16L << 30;
    private const int ChunkBytes = 1 << 16;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Copies to the end of the pipe; a word goes to the error output if it gives nothing for a while.</summary>
    /// <exception cref="InvalidDataException">There is nothing in it, or more than the largest table.</exception>
    public void To(string path, CancellationToken cancellation)
    {
        // Opening a pipe waits for its other side, and reading for bytes; neither can be cancelled, so this thread waits for another one.
        Stream pipe = Wait(() => name == TableInput.StandardInput ? Console.OpenStandardInput() : File.OpenRead(name), cancellation);
        using var file = new FileStream(path, Private(path));
        byte[] chunk = new byte[ChunkBytes];
        long bytes = 0;
        while (Wait(() => pipe.Read(chunk), cancellation) is > 0 and var read)
        {
            bytes += read;
            if (bytes > mostBytes)
                throw new InvalidDataException(
                    $"'{name}' gives more than {mostBytes:N0} bytes, which is the largest table that is read from a pipe. Write it into a "
                    + "file, and give that.");
            file.Write(chunk, 0, read);
        }

        if (bytes == 0)
            throw new InvalidDataException($"'{name}' is empty: its other side has written nothing.");
    }

    private static FileStreamOptions Private(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private T Wait<T>(Func<T> work, CancellationToken cancellation)
    {
        Task<T> task = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Default);
        if (!task.Wait(s_patience, cancellation))
        {
            Console.Error.WriteLine($"No byte has come from '{name}' for {s_patience.TotalSeconds:0} seconds; Ctrl+C ends the waiting.");
            task.Wait(cancellation);
        }

        return task.GetAwaiter().GetResult();
    }
}
