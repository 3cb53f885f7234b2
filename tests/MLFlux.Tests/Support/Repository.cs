namespace MLFlux.Tests.Support;

/// <summary>The repository that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder of MLFlux.sln, above the test assembly.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MLFlux.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("No folder above the test assembly has MLFlux.sln.");
    }
}
