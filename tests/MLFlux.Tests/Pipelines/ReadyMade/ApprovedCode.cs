namespace MLFlux.Tests.Pipelines;

/// <summary>
/// The code of ready pipelines is a file of this project, so it compiles. To accept another text, run the tests with the
/// environment variable MLFLUX_ACCEPT_CODE=1, build, run them again, and commit the files in the folder Approved.
/// </summary>
internal static class ApprovedCode
{
    private const string Accept = "MLFLUX_ACCEPT_CODE";

    public static void Check(string className, string code)
    {
        string file = Path.Combine(Support.Repository.Root, "tests", "MLFlux.Tests", "Pipelines", "ReadyMade", "Approved",
            $"{className}.cs");
        if (Environment.GetEnvironmentVariable(Accept) == "1")
            File.WriteAllText(file, code);
        Assert.AreEqual(File.ReadAllText(file).ReplaceLineEndings("\n"), code);
    }
}
