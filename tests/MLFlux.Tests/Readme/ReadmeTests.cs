using MLFlux.Tests.Support;

namespace MLFlux.Tests.Readme;

/// <summary>README's promises that a machine can keep: its code is a program of this repository, its commands name what is there.</summary>
[TestClass]
public sealed class ReadmeTests
{
    private static readonly string s_root = Repository.Root;
    private static readonly string s_readme = File.ReadAllText(Path.Combine(s_root, "README.md")).ReplaceLineEndings("\n");

    [TestMethod]
    public void The_only_code_is_the_whole_of_the_quick_start_which_is_compiled_and_run()
    {
        string program = File.ReadAllText(Path.Combine(s_root, "samples", "QuickStart", "Program.cs")).ReplaceLineEndings("\n").Trim();

        CollectionAssert.AreEqual(new[] { program }, Code().ToArray());
    }

    [TestMethod]
    public void README_is_a_page_to_begin_with_and_no_more() =>
        Assert.IsLessThan(3_628, s_readme.Length, "What there is to say stands in docs/guides.");

    [TestMethod]
    public void Every_project_a_command_names_is_there()
    {
        string[] projects =
        [
            .. s_readme.Split('\n')
                .Where(line => line.StartsWith("dotnet ", StringComparison.Ordinal)
                    && line.Contains("--project ", StringComparison.Ordinal))
                .Select(line => line.Split("--project ")[1].Split(' ')[0]),
        ];

        Assert.IsGreaterThanOrEqualTo(2, projects.Length);
        foreach (string project in projects)
            Assert.IsTrue(Directory.Exists(Path.Combine(s_root, project)), project);
    }

    /// <summary>The C# in README, in its order.</summary>
    private static IEnumerable<string> Code()
    {
        const string Fence = "```csharp\n";
        for (int start = s_readme.IndexOf(Fence, StringComparison.Ordinal); start >= 0;
        start = s_readme.IndexOf(Fence, start, StringComparison.Ordinal))
        {
            start += Fence.Length;
            yield return s_readme[start..s_readme.IndexOf("\n```", start, StringComparison.Ordinal)];
        }
    }
}
