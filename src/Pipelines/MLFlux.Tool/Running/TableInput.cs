using MLFlux.Tables;

namespace MLFlux.Tool.Running;

/// <summary>Data that the user names: a file as it stands; of a pipe, a copy for the time of the command; a query.</summary>
/// <param name="Name">What the user calls it.</param>
/// <param name="Path">The file to read; empty for a query.</param>
/// <param name="Query">The query; null for a file.</param>
internal sealed record TableInput(string Name, string Path, QuerySource? Query = null) : IDisposable
{
    /// <summary>As a file: the program's input.</summary>
    public const string StandardInput = "-";

    private bool IsCopy => Query is null && Name != Path;

    /// <summary>Opens what a name stands for; pipes are read to their end.</summary>
    /// <param name="request">What the user names.</param>
    /// <param name="isTable">Whether it is a table; images are read from files only.</param>
    /// <param name="cancellation">Ends the waiting for a pipe.</param>
    /// <exception cref="InvalidDataException">A pipe gives no byte, or more than there is room for.</exception>
    public static TableInput Open(DataRequest request, bool isTable, CancellationToken cancellation)
    {
        if (DatabaseInput.Of(request) is { } query)
            return new TableInput(query.Name, "", query);

        string name = request.Path!;
        if (!isTable || !IsPipe(name))
            return new TableInput(name, name);

        var input = new TableInput(name, System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"mlflux-{Guid.NewGuid():N}.table"));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => input.Dispose(); // Also where work that was cancelled does not end in time.
        try
        {
            new PipeCopy(name).To(input.Path, cancellation);
            return input;
        }
        catch
        {
            input.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (IsCopy)
            File.Delete(Path);
    }

    /// <summary>Whether it can be read only once; the program's input is one always, whatever stands behind it.</summary>
    private static bool IsPipe(string name) => name is StandardInput or "/dev/stdin" or "/dev/fd/0" or "/proc/self/fd/0"
        || Files.RegularFile.Other(name) == "a pipe";
}
