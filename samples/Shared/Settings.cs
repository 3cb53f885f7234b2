namespace MLFlux.Samples;

/// <summary>What the command line asks for.</summary>
internal sealed record Settings
{
    /// <summary>Where the data lies, or null for rows that the program makes.</summary>
    public required DirectoryInfo? Data { get; init; }

    public required int Epochs { get; init; }

    public required int BatchSize { get; init; }

    public required double LearningRate { get; init; }

    public required int Seed { get; init; }

    /// <summary>The path of a data file in <see cref="Data"/>, or null where rows are made.</summary>
    /// <exception cref="FileNotFoundException">The folder has no such file.</exception>
    public string? FindFile(string name)
    {
        if (Data is null)
            return null;

        string path = Path.Combine(Data.FullName, name);
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"There is no {name} in {Data}, the folder given as --data.");
    }
}
