namespace MLFlux.Docs;

/// <summary>The reviewed list of Flux's names, <c>FluxNames.txt</c>, which the vocabulary has to cover.</summary>
internal static class FluxNames
{
    /// <summary>The version the names were read from: <c>0.16.11</c>.</summary>
    public static string Version { get; } = Sections().First().Title.Split(' ')[1].TrimEnd(',');

    /// <summary>All names, each once, in the order of the list.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Sections().SelectMany(section => section.Names).Distinct()];

    /// <summary>Each section by what it says the names are from.</summary>
    public static IEnumerable<(string Title, IReadOnlyList<string> Names)> Sections()
    {
        string? title = null;
        var names = new List<string>();
        foreach (string line in Lines().Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] != '[')
            {
                names.AddRange(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
                continue;
            }

            if (title is not null)
                yield return (title, names);
            (title, names) = (line.Trim('[', ']'), []);
        }

        yield return (title ?? throw new InvalidDataException("FluxNames.txt has no section."), names);
    }

    private static IEnumerable<string> Lines()
    {
        using Stream stream = typeof(FluxNames).Assembly.GetManifestResourceStream("FluxNames.txt")
            ?? throw new InvalidOperationException("FluxNames.txt is not part of this program.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is string line)
            yield return line;
    }
}
