using System.Text;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Construction;

/// <summary>A printed network is C#: compiled, it gives the same network again.</summary>
[TestClass]
public sealed class PrintedFormTests
{
    private const string Usings =
        "using MLFlux; using static MLFlux.Layers; using static MLFlux.Activation; using static MLFlux.Initializers;\n";

    private static Func<int, Layer> s_printed = null!, s_summaries = null!;

    /// <summary>All rows at once, since a compilation costs more for being started than for its lines.</summary>
    [ClassInitialize]
    public static void Compile(TestContext context)
    {
        IReadOnlyList<string> printed = [.. LayerCases.All.Select(row => row.Layer.ToString())];
        IReadOnlyList<string> summaries = [.. LayerCases.All.Select(row => row.Layer.Summary(row.Input))];
        var assembly = CompiledCode.Load($"{Usings}{Factory("Printed", printed)}\n{Factory("Summaries", summaries)}");
        s_printed = assembly.GetType("Printed")!.GetMethod("Make")!.CreateDelegate<Func<int, Layer>>();
        s_summaries = assembly.GetType("Summaries")!.GetMethod("Make")!.CreateDelegate<Func<int, Layer>>();
    }

    [TestMethod]
    [DynamicData(nameof(LayerCases.Rows), typeof(LayerCases))]
    public void Read_by_the_compiler_is_the_layer_that_was_printed(int row) =>
        Assert.AreEqual(LayerCases.All[row].Layer, s_printed(row));

    [TestMethod]
    [DynamicData(nameof(LayerCases.Rows), typeof(LayerCases))]
    public void So_is_its_summary_with_shapes_and_counts_as_comments(int row) =>
        Assert.AreEqual(LayerCases.All[row].Layer, s_summaries(row));

    private static string Factory(string name, IReadOnlyList<string> layers)
    {
        var code = new StringBuilder($"public static class {name} {{ public static Layer Make(int row) {{ switch (row) {{\n");
        for (int i = 0; i < layers.Count; i++)
            code.Append(System.Globalization.CultureInfo.InvariantCulture, $"case {i}: return\n{layers[i]}\n;\n");
        return code.Append("default: throw new System.ArgumentOutOfRangeException(nameof(row)); } } }").ToString();
    }
}
