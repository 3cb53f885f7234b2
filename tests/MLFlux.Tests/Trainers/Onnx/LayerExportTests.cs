using MLFlux.Onnx;
using MLFlux.Tests.Construction;

namespace MLFlux.Tests.Onnx;

/// <summary>Every layer computes in ONNX Runtime what its module does; the rows are <see cref="LayerCases"/>.</summary>
[TestClass]
public sealed class LayerExportTests
{
    internal const double Tolerance = 1e-5;

    public static IEnumerable<object[]> Activations => ActivationContractTests.All.Keys.Select(name => new object[] { name });

    [TestMethod]
    public void Every_layer_of_the_library_has_an_exporter()
    {
        string[] without =
        [
            .. typeof(Layer).Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract && !LayerExporters.Kinds.Contains(type))
                .Select(type => type.Name),
        ];
        Assert.IsEmpty(without, $"{nameof(LayerExporters)} has nothing for {string.Join(", ", without)}.");
    }

    [TestMethod]
    [DynamicData(nameof(LayerCases.Rows), typeof(LayerCases))]
    public void Computes_in_ONNX_Runtime_what_the_module_does(int row) => Assert.IsLessThanOrEqualTo(Tolerance, OnnxDifferences.OfRow(row));

    [TestMethod]
    [DynamicData(nameof(Activations))]
    public void Every_activation_computes_in_ONNX_Runtime_what_its_formula_says(string name) =>
        Assert.IsLessThanOrEqualTo(Tolerance, OnnxDifferences.OfActivation(name));
}
