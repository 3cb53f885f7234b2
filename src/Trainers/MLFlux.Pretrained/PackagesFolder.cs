namespace MLFlux.Pretrained;

/// <summary>The folder in which NuGet keeps the packages of all projects of a user.</summary>
internal static class PackagesFolder
{
    private const string Variable = "NUGET_PACKAGES";

    /// <summary>The folder, which may be absent.</summary>
    public static string Path => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } stated
        ? stated
        : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>A file of a package.</summary>
    /// <param name="folder">The folder of packages.</param>
    /// <param name="package">The package.</param>
    /// <param name="version">Its version.</param>
    /// <param name="parts">Where the file lies in the package.</param>
    /// <exception cref="FileNotFoundException">The package is not there; the message says how it comes there.</exception>
    public static string Find(string folder, string package, string version, params ReadOnlySpan<string> parts)
    {
        string path = System.IO.Path.Combine([folder, package.ToLowerInvariant(), version, .. parts]);
        return File.Exists(path) ? path : throw new FileNotFoundException(
            $"The package {package} {version}, which has the network, is not in the folder of packages, '{folder}'. It comes there with "
            + $"any project that references it: dotnet new classlib -o weights, then in that folder dotnet add package {package} "
            + $"--version {version}", path);
    }
}
