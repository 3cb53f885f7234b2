using MLFlux.Docs;
using MLFlux.Tests.Support;

namespace MLFlux.Tests;

/// <summary>The documentation that is made from the code is the one that is kept.</summary>
[TestClass]
public sealed class DocumentationTests
{
    private const string Remake = "Remake it: dotnet run --project build/Docs";

    private static IEnumerable<object[]> Paths => DocumentationFiles.Make().Keys.Select(path => new object[] { path });

    [TestMethod]
    [DynamicData(nameof(Paths))]
    public void Is_current(string path)
    {
        string file = Path.Combine(Repository.Root, "docs", path);
        Assert.IsTrue(File.Exists(file), $"docs/{path} is missing. {Remake}");
        bool isCurrent = DocumentationFiles.Make()[path] == File.ReadAllText(file).ReplaceLineEndings("\n");
        Assert.IsTrue(isCurrent, $"docs/{path} is not current. {Remake}");
    }

    [TestMethod]
    public void Every_activation_has_its_picture()
    {
        string[] activations = [.. typeof(Activation).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Activation))).Select(type => $"activations/{type.Name[..^"Activation".Length]}.svg")];
        CollectionAssert.AreEquivalent(
            activations, DocumentationFiles.Make().Keys.Where(path => path.EndsWith(".svg", StringComparison.Ordinal)).ToArray());
    }

    [TestMethod]
    public void Every_test_that_the_vocabulary_names_is_there()
    {
        HashSet<string> tests = [.. typeof(DocumentationTests).Assembly.GetTypes().Select(type => type.Name)];
        foreach (VocabularyRow row in Vocabulary.Families.SelectMany(family => family.Rows).Where(row => row.Exists))
            Assert.Contains(row.Test, tests, $"{row.Flux} names a test that is not there.");
    }

    [TestMethod]
    public void What_the_vocabulary_lacks_has_its_reason()
    {
        foreach (VocabularyRow row in Vocabulary.Families.SelectMany(family => family.Rows))
            Assert.AreNotEqual(row.Exists, row.WhyMissing.Length > 0, $"{row.Flux}: there, or a reason why not.");
    }

    /// <summary>What the classes of names offer and the table does not say, it would silently lack.</summary>
    [TestMethod]
    [DataRow(typeof(Layers))]
    [DataRow(typeof(Losses))]
    [DataRow(typeof(Optimizers))]
    [DataRow(typeof(Schedules))]
    [DataRow(typeof(Initializers))]
    [DataRow(typeof(Activation))]
    [DataRow(typeof(GradientClipping))]
    public void Every_name_is_in_the_vocabulary(Type names)
    {
        HashSet<string> members = [.. Vocabulary.Families.SelectMany(family => family.Rows).Select(row => row.Member)];
        foreach (string name in names.GetMembers(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static)
            .Where(member => !member.Name.Contains('_', StringComparison.Ordinal)).Select(member => member.Name))
        {
            Assert.Contains($"{names.Name}.{name}", members);
        }
    }
}
