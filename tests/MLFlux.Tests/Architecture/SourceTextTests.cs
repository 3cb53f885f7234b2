using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Architecture;

/// <summary>What .editorconfig asks of the text of the code, and no compiler checks.</summary>
[TestClass]
public sealed class SourceTextTests
{
    private const int MostColumns = 140;

    [TestMethod]
    [DataRow("src")]
    [DataRow("tests")]
    [DataRow("samples")]
    [DataRow("build")]
    public void Lines_are_within_140_columns(string folder)
    {
        string[] wide = [.. from file in Directory.EnumerateFiles(
                                Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
                            where !file.Contains("Approved", StringComparison.Ordinal) // Code that a program prints.
                            from line in WideLines(file)
                            select $"{Path.GetRelativePath(Repository.Root, file)}:{line}"];
        Assert.IsEmpty(wide, string.Join('\n', wide));
    }

    /// <summary>The numbers of the lines that are too wide, but for the text of a raw string, which cannot be broken.</summary>
    private static IEnumerable<int> WideLines(string file)
    {
        SourceText text = SourceText.From(File.ReadAllText(file));
        TextLine[] wide = [.. text.Lines.Where(line => line.Span.Length > MostColumns)];
        if (wide.Length == 0)
            return [];

        TextSpan[] raw = [.. CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes()
            .Where(node => node is LiteralExpressionSyntax or InterpolatedStringExpressionSyntax
                && node.GetFirstToken().Text.Contains("\"\"\"", StringComparison.Ordinal))
            .Select(node => node.Span)];
        return wide.Where(line => !Array.Exists(raw, span => span.OverlapsWith(line.Span))).Select(line => line.LineNumber + 1);
    }

    [TestMethod]
    [DataRow(".masked_fill(")]
    [DataRow(".addcmul(")]
    [DataRow(".addcmul_(")]
    [DataRow(".addcdiv_(")]
    public void Numbers_were_freed_while_libtorch_worked_so_that_HeldNumbers_alone_calls(string operation)
    {
        string[] callers = [.. Directory.EnumerateFiles(SourceTree.Root, "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains(operation, StringComparison.Ordinal)).Select(Path.GetFileName)!];
        CollectionAssert.AreEqual(new[] { "HeldNumbers.cs" }, callers, string.Join(", ", callers));
    }

    [TestMethod]
    public void Projects_stand_side_by_side_in_the_three_top_folders()
    {
        string[] projects = [.. Directory.EnumerateFiles(SourceTree.Root, "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(SourceTree.Root, file))];
        CollectionAssert.AreEquivalent(
            (string[])["Pipelines", "Trainers", "Transforms"], Directory.GetDirectories(SourceTree.Root).Select(Path.GetFileName)
            .ToArray());
        foreach (string project in projects)
        {
            string[] parts = project.Split(Path.DirectorySeparatorChar);
            Assert.HasCount(3, parts, $"{project} is not at <top folder>/<project>/<project>.csproj.");
            Assert.AreEqual(parts[1] + ".csproj", parts[2]);
        }
    }
}
