namespace MLFlux.Tests.Support;

/// <summary>
/// Finds the real data sets that lie beside the repository (<c>../shared/data</c>), or where <c>MLFLUX_DATA</c> says.
/// </summary>
internal static class SharedData
{
    private const string Variable = "MLFLUX_DATA";

    /// <summary>The path of a file or folder of the shared data; where it is absent, the test ends as inconclusive.</summary>
    public static string PathOf(params string[] parts)
    {
        string root = Environment.GetEnvironmentVariable(Variable) ?? Path.Combine(Repository.Root, "..", "shared", "data");
        string path = Path.Combine([root, .. parts]);
        if (!Path.Exists(path))
            Assert.Inconclusive(
                $"'{path}' is absent: put the data beside the repository, in ../shared/data, or say in {Variable} where it is.");

        return path;
    }
}
