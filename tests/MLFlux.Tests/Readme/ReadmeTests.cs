using MLFlux.Tests.Support;

namespace MLFlux.Tests.Readme;

/// <summary>README's promises that a machine can keep: its code is a program of this repository, its commands name what is there.</summary>
[TestClass]
public sealed class ReadmeTests
{
    private static readonly string s_root = Repository.Root;
    private static readonly string s_readme = File.ReadAllText(Path.Combine(s_root, "README.md")).ReplaceLineEndings("\n");

    [TestMethod]
    public void The_first_code_is_the_whole_of_the_quick_start_which_is_compiled_and_run()
    {
        string program = File.ReadAllText(Path.Combine(s_root, "samples", "QuickStart", "Program.cs")).ReplaceLineEndings("\n").Trim();
        const string Fence = "```csharp\n";
        int start = s_readme.IndexOf(Fence, StringComparison.Ordinal) + Fence.Length;
        string code = s_readme[start..s_readme.IndexOf("\n```", start, StringComparison.Ordinal)];

        Assert.AreEqual(program, code);
    }

    [TestMethod]
    public void Every_project_a_command_names_is_there()
    {
        string[] projects =
        [
            .. s_readme.Split('\n')
                .Where(line => line.StartsWith("dotnet ", StringComparison.Ordinal) && line.Contains("--project ", StringComparison.Ordinal))
                .Select(line => line.Split("--project ")[1].Split(' ')[0]),
        ];

        Assert.IsGreaterThanOrEqualTo(2, projects.Length);
        foreach (string project in projects)
            Assert.IsTrue(Directory.Exists(Path.Combine(s_root, project)), project);
    }
}
