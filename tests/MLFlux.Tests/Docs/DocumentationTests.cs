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
        foreach (VocabularyRow row in Vocabulary.Rows.Where(row => row.Exists))
            Assert.Contains(row.Test, tests, $"{row.Flux} names a test that is not there.");
    }

    [TestMethod]
    public void What_the_vocabulary_lacks_has_its_reason()
    {
        foreach (VocabularyRow row in Vocabulary.Rows)
            Assert.AreNotEqual(row.Exists, row.WhyMissing.Length > 0, $"{row.Flux}: there, or a reason why not.");
    }

    /// <summary>A list that is short could say that nothing is missing: the names are those of Flux's own list.</summary>
    [TestMethod]
    public void Every_name_of_Flux_is_there_or_has_its_reason()
    {
        HashSet<string> known = [.. Vocabulary.Rows.SelectMany(row => row.Names)];
        string[] without = [.. FluxNames.All.Where(name => !known.Contains(name))];
        Assert.IsEmpty(without, $"Flux {FluxNames.Version} has names without a row: {string.Join(", ", without)}.");
    }

    [TestMethod]
    public void The_list_of_Fluxs_names_is_whole()
    {
        Assert.AreEqual("0.16.11", FluxNames.Version);
        CollectionAssert.AreEqual(
            new[] { 59, 61, 108, 29, 16, 31 }, FluxNames.Sections().Select(section => section.Names.Count).ToArray(), "names of a section");
        string[] some = ["GRUv3Cell", "ctc_loss", "OptimiserChain", "siamese_contrastive_loss", "DistributedUtils", "hessian", "bf16", "⊠",
            "@autosize"];
        CollectionAssert.IsSubsetOf(some, FluxNames.All.ToArray());
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
        HashSet<string> members = [.. Vocabulary.Rows.Select(row => row.Member)];
        foreach (string name in names.GetMembers(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static)
            .Where(member => !member.Name.Contains('_', StringComparison.Ordinal)).Select(member => member.Name))
        {
            Assert.Contains($"{names.Name}.{name}", members);
        }
    }
}
