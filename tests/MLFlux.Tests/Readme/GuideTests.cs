using System.Reflection;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Readme;

/// <summary>The programs in docs/guides compile and run, one after another, in a folder with the files that they name.</summary>
[TestClass]
[DoNotParallelize]
public sealed class GuideTests
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;

        """;

    public static IEnumerable<object[]> Guides => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "docs", "guides"), "*.md").Select(path => new object[] { Path.GetFileName(path) });

    [TestMethod]
    [DynamicData(nameof(Guides))]
    public void Every_program_of_a_guide_compiles_and_runs(string guide)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guides", guide)).ReplaceLineEndings("\n");
        using var folder = new GuideFolder();
        foreach (string code in Fences(text))
            Run(code);
    }

    /// <summary>Tables that set other libraries beside MLFlux are the first that a newcomer copies from.</summary>
    [TestMethod]
    [DynamicData(nameof(Guides))]
    public void Every_line_of_a_column_of_MLFlux_compiles(string guide)
    {
        const string Known = """
            using System;
            using Microsoft.ML;
            using MLFlux;
            using static MLFlux.Activation;
            using static MLFlux.Layers;

            static class Table
            {
                static MLContext ml;
                static ITransformer fitted;
                static IDataView rows, train, validation;
                static NeuralNetworkTrainer trainer;
                static LiveNetwork model;
                static LiveOptimizer optimizer;
                static ObservationBatch batch;

                static void Line(Action action) { }

                static void Line<T>(Func<T> value) { }

                static void Lines()
                {

            """;
        string text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guides", guide)).ReplaceLineEndings("\n");
        string[] lines = [.. Cells(text)];
        if (lines.Length > 0)
            CompiledCode.Load($"{Known}{string.Concat(lines.Select(line => $"Line(() => {line});\n"))}}} }}");
        Assert.IsTrue(lines.Length > 10 || !(guide.StartsWith("from-keras", StringComparison.Ordinal) || guide == "from-flux.md"));
    }

    [TestMethod]
    public void The_guide_names_the_packages_and_the_command_and_README_the_guide()
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guides", "your-own-data.md"));

        string[] commands = ["dotnet tool install --global MLFlux.Tool", "dotnet add package MLFlux.Pipelines",
            "dotnet add package TorchSharp-cpu"];
        foreach (string words in commands)
            StringAssert.Contains(text, words);
        StringAssert.Contains(File.ReadAllText(Path.Combine(Repository.Root, "README.md")), "docs/guides/your-own-data.md");
    }

    /// <summary>Runs a program of top-level statements.</summary>
    private static void Run(string code)
    {
        Assembly program = CompiledCode.Load(Usings + code, isProgram: true);
        program.EntryPoint!.Invoke(null, [Array.Empty<string>()]);
    }

    private static IEnumerable<string> Fences(string text)
    {
        const string Fence = "```csharp\n";
        for (int start = text.IndexOf(Fence, StringComparison.Ordinal); start >= 0;
        start = text.IndexOf(Fence, start, StringComparison.Ordinal))
        {
            start += Fence.Length;
            yield return text[start..text.IndexOf("\n```", start, StringComparison.Ordinal)];
        }
    }

    /// <summary>The code that fills cells of columns with the heading MLFlux.</summary>
    private static IEnumerable<string> Cells(string text)
    {
        int column = -1;
        foreach (string line in text.Split('\n'))
        {
            string[] cells = [.. line.Split('|').Select(cell => cell.Trim())];
            if (cells.Length < 3)
                column = -1;
            else if (column < 0)
                column = Array.IndexOf(cells, "MLFlux");
            else if (cells[column] is ['`', .., '`'] cell && !cell[1..^1].Contains('`', StringComparison.Ordinal))
                yield return cell[1..^1];
        }
    }
}
