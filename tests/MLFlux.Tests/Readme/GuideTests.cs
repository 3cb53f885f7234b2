using System.Reflection;
using Microsoft.Data.Sqlite;
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
        using var folder = new TemporaryFolder();
        var random = new Random(1);
        string[] rows = [.. Enumerable.Range(0, 300).Select(i =>
        {
            int area = random.Next(40, 200);
            int rooms = random.Next(2, 9), price = (area * 5_000) + random.Next(20_000) + (i % 3 * 10_000);
            return $"{area},{rooms},{(i % 3 == 0 ? "Basel" : "Bern")},{price}";
        })];
        File.WriteAllLines(folder.File("houses.csv"), ["area,rooms,city,price", .. rows]);
        WriteDatabase(folder.File("houses.db"), rows);
        string folderBefore = Environment.CurrentDirectory;
        try
        {
            Environment.CurrentDirectory = Path.GetDirectoryName(folder.File("houses.csv"))!;
            foreach (string code in Fences(text))
                Run(code);
        }
        finally
        {
            Environment.CurrentDirectory = folderBefore;
        }
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

    private static void WriteDatabase(string path, string[] rows)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "create table houses (id integer primary key, area integer, rooms integer, city text, price real);"
            + string.Concat(rows.Select(row => row.Split(',')).Select(fields =>
                $"insert into houses values (null, {fields[0]}, {fields[1]}, '{fields[2]}', {fields[3]});"));
        command.ExecuteNonQuery();
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
}
