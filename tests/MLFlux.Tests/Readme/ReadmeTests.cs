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

        Assert.AreEqual(program, Code().First());
    }

    [TestMethod]
    public void All_other_code_compiles_as_it_stands()
    {
        const string Known = """
            using System;
            using Microsoft.ML;
            using MLFlux;
            using static MLFlux.Activation;
            using static MLFlux.Layers;

            static class Snippet
            {
                static MLContext ml;

                static void Run()
                {

            """;
        string[] snippets = [.. Code().Skip(1)];

        Assert.IsNotEmpty(snippets);
        foreach (string code in snippets)
            CompiledCode.Load($"{Known}{code.Replace("\n...\n", "\n", StringComparison.Ordinal)}\n}} }}");
    }

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
