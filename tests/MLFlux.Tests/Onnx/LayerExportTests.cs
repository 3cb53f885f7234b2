using System.Collections.Concurrent;
using System.Globalization;
using MLFlux.Models;
using MLFlux.Networks;
using MLFlux.Onnx;
using MLFlux.Tests.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Tests.Onnx;

/// <summary>Every layer computes in ONNX Runtime what its module does; the rows are <see cref="LayerCases"/>.</summary>
[TestClass]
public sealed class LayerExportTests
{
    private const double Tolerance = 1e-5;
    private const int OtherShapes = 3;

    private static readonly ConcurrentDictionary<string, double> s_differences = [];

    public TestContext TestContext { get; set; } = null!;

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
    public void Computes_in_ONNX_Runtime_what_the_module_does(int row)
    {
        LayerCase expected = LayerCases.All[row];
        double largest = Shapes(expected).Max(shape => Difference(expected, shape, rows: 1 + (shape.Size % 4)));
        TestContext.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{expected.Printed.ReplaceLineEndings("")}: {largest:0.0e+0}"));
        s_differences.AddOrUpdate(expected.Layer.Name, largest, (_, other) => Math.Max(other, largest));
        Assert.IsLessThanOrEqualTo(Tolerance, largest);
    }

    [TestMethod]
    [DynamicData(nameof(Activations))]
    public void Every_activation_computes_in_ONNX_Runtime_what_its_formula_says(string name)
    {
        Activation activation = ActivationContractTests.All[name];
        float[] x = [-30, -8, -3.5f, -1, -0.4f, -1e-3f, 0, 1e-3f, 0.4f, 1, 3.5f, 8, 30];
        var file = new OnnxFile();
        string input = file.Input("x", new Shape(x.Length));
        file.Output(new OnnxOutput("y", ActivationExporter.Export(activation, input, file), OnnxType.Float, new Shape(x.Length)));

        var y = (float[])OnnxScores.Run(Bytes(file), "x", x, 1, x.Length)["y"];

        for (int i = 0; i < x.Length; i++)
            Assert.AreEqual(activation.Evaluate(x[i]), y[i], Tolerance * Math.Max(1, Math.Abs(x[i])), $"{activation} of {x[i]}");
    }

    public static IEnumerable<object[]> Activations => ActivationContractTests.All.Keys.Select(name => new object[] { name });

    [ClassCleanup]
    public static void WriteTable(TestContext context)
    {
        foreach ((string layer, double difference) in s_differences.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            context.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {layer} | {difference:0.0e+0} |"));
    }

    /// <summary>The shape of the row, and random ones that its layer takes.</summary>
    private static IEnumerable<Shape> Shapes(LayerCase row)
    {
        yield return row.Input;
        var random = new Random(row.Printed.Length);
        int found = 0;
        for (int attempt = 0; attempt < 200 && found < OtherShapes; attempt++)
        {
            var shape = new Shape([.. row.Input.Select(_ => random.Next(1, 10))]);
            if (Takes(row.Layer, shape))
            {
                found++;
                yield return shape;
            }
        }
    }

    private static bool Takes(Layer layer, Shape shape)
    {
        try
        {
            layer.OutputShape(shape);
            return true;
        }
        catch (NetworkShapeException)
        {
            return false;
        }
    }

    private static double Difference(LayerCase row, Shape shape, int rows)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradients = no_grad();
        using nn.Module<Tensor, Tensor> module = row.Layer.Build(shape);
        Randomize(module);
        module.eval();
        Tensor input = (row with { Input = shape }).Batch(seed: 5, rows);
        double[] expected = module.call(input).ToDoubles();

        var file = new OnnxFile();
        string x = file.Input("x", shape);
        var site = new OnnxScope(file, NetworkWeights.Read(module).ToDictionary(weight => weight.Name));
        file.Output(new OnnxOutput("y", LayerExporters.Export(row.Layer, shape, x, site), OnnxType.Float, row.Layer.OutputShape(shape)));
        var actual = (float[])OnnxScores.Run(Bytes(file), "x", [.. input.ToDoubles().Select(v => (float)v)], [rows, .. shape])["y"];

        Assert.HasCount(expected.Length, actual);
        return expected.Zip(actual, (e, a) => Math.Abs(e - a) / Math.Max(1, Math.Abs(e))).Max();
    }

    /// <summary>Weights, biases and running means unlike those that a network begins with.</summary>
    private static void Randomize(nn.Module<Tensor, Tensor> module)
    {
        int seed = 11;
        foreach ((string _, TorchSharp.Modules.Parameter parameter) in module.named_parameters())
            parameter.copy_(Numbers.Normal(seed++, ScalarType.Float32, parameter.shape) * 0.5);
        foreach ((string name, Tensor buffer) in module.named_buffers())
        {
            Tensor values = Numbers.Normal(seed++, ScalarType.Float32, buffer.shape);
            buffer.copy_(name.EndsWith("var", StringComparison.Ordinal) ? values.abs() + 0.5 : values);
        }
    }

    private static byte[] Bytes(OnnxFile file)
    {
        using var stream = new MemoryStream();
        file.Write(stream, "");
        return stream.ToArray();
    }
}
