namespace MLFlux.Benchmarks.Data;

/// <summary>The repository that this program was built in.</summary>
internal static class Repository
{
    /// <summary>The folder of data beside the repository, or null where there is none.</summary>
    public static string? SharedData()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string data = Path.Combine(folder.FullName, "..", "shared", "data");
            if (File.Exists(Path.Combine(folder.FullName, "MLFlux.sln")) && Directory.Exists(data))
                return data;
        }

        return null;
    }
}
