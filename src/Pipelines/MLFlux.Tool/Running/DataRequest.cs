namespace MLFlux.Tool.Running;

/// <summary>The data that the user names: a file or folder, or a query to a database.</summary>
/// <param name="Path">The file or folder, - for the input; null for a database that a connection string names.</param>
/// <param name="Provider">The kind of database; null for a file.</param>
/// <param name="Connection">The connection string; null for a file.</param>
/// <param name="Query">What to read of a database; null for a table as it stands.</param>
internal sealed record DataRequest(string? Path, string? Provider, string? Connection, string? Query)
{
    /// <summary>The files that nothing may be written over, each with a word for it.</summary>
    public IEnumerable<(string Path, string Word)> Files => Path is null ? [] : [(Path, "the data")];
}
