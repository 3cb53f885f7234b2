namespace MLFlux.Docs;

/// <summary>The documentation that is made from the code.</summary>
internal static class DocumentationFiles
{
    /// <summary>Each file by its path below <c>docs</c>, with its text.</summary>
    public static IReadOnlyDictionary<string, string> Make()
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["activations.md"] = ActivationPage.Make(),
            ["vocabulary.md"] = VocabularyPage.Make(),
        };
        foreach (ActivationEntry entry in ActivationEntry.All())
            files[$"activations/{entry.Name}.svg"] = CurveSvg.Draw(entry.Name, entry.Activation.Evaluate);
        return files;
    }

    /// <summary>The folder of MLFlux.sln, above or at a folder.</summary>
    public static string FindRoot(string from)
    {
        for (DirectoryInfo? folder = new(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MLFlux.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above '{from}' has MLFlux.sln; run this inside the repository.");
    }
}
