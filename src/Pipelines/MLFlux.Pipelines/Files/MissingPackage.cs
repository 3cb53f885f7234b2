using System.Reflection;

namespace MLFlux.Files;

/// <summary>The package that a model file needs and that the program lacks.</summary>
internal static class MissingPackage
{
    /// <summary>The assemblies of ML.NET whose package has another name.</summary>
    private static readonly Dictionary<string, string> s_packages = new()
    {
        ["Microsoft.ML.Core"] = "Microsoft.ML",
        ["Microsoft.ML.Data"] = "Microsoft.ML",
        ["Microsoft.ML.KMeansClustering"] = "Microsoft.ML",
        ["Microsoft.ML.PCA"] = "Microsoft.ML",
        ["Microsoft.ML.StandardTrainers"] = "Microsoft.ML",
        ["Microsoft.ML.Transforms"] = "Microsoft.ML",
    };

    /// <summary>A sentence on what is missing, and another on what to do; null where loading failed for another reason.</summary>
    public static string? Of(Exception fault)
    {
        for (Exception? cause = fault; cause is not null; cause = cause.InnerException)
        {
            string? file = (cause as FileNotFoundException)?.FileName ?? (cause as FileLoadException)?.FileName;
            if (Assembly(file) is { Name: string name } assembly)
                return Sentence(s_packages.GetValueOrDefault(name, name), cause is FileLoadException ? assembly.Version : null);
        }

        return null;
    }

    private static string Sentence(string package, Version? version) => version is null
        ? $"it has a step of the package {package}, which this program does not have. Load it in a program that references the package "
        + $"(dotnet add package {package})."
        : $"it has a step of the package {package}, of which this program has another version than {version}. Load it in a program that "
        + $"references the version that the model was saved with.";

    /// <summary>The assembly that a loader looked for; null for a file of any other kind.</summary>
    private static AssemblyName? Assembly(string? file)
    {
        if (file is null || !file.Contains(", Version=", StringComparison.Ordinal))
            return null;
        try
        {
            return new AssemblyName(file);
        }
        catch (Exception fault) when (fault is IOException or ArgumentException)
        {
            return null;
        }
    }
}
