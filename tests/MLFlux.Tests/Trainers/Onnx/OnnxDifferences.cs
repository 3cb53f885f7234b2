using System.Collections.Concurrent;
using MLFlux.Models;
using MLFlux.Onnx;
using MLFlux.Tests.Construction;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Tests.Onnx;

/// <summary>How far ONNX Runtime is from the modules, and from the formulas of the activations; each is computed once.</summary>
internal static class OnnxDifferences
{
    private const int OtherShapes = 3;

    private static readonly ConcurrentDictionary<int, double> s_ofRows = [];
    private static readonly ConcurrentDictionary<string, double> s_ofActivations = [];

    /// <summary>
    /// The largest difference of a row of <see cref="LayerCases"/>, of values beyond 1 as a share of them, over random shapes.
    /// </summary>
    public static double OfRow(int row) => s_ofRows.GetOrAdd(row, static row =>
        Shapes(LayerCases.All[row]).Max(shape => Difference(LayerCases.All[row], shape, rows: 1 + (shape.Size % 4))));

    /// <summary>The largest difference of an activation of <see cref="ActivationContractTests.All"/> from its formula.</summary>
    public static double OfActivation(string name) => s_ofActivations.GetOrAdd(name, static name =>
    {
        Activation activation = ActivationContractTests.All[name];
        float[] x = [-30, -8, -3.5f, -1, -0.4f, -1e-3f, 0, 1e-3f, 0.4f, 1, 3.5f, 8, 30];
        var file = new OnnxFile();
        string input = file.Input("x", OnnxType.Float, new Shape(x.Length));
        file.Output(new OnnxOutput("y", ActivationExporter.Export(activation, input, file), OnnxType.Float, new Shape(x.Length)));
        var y = (float[])OnnxScores.Run(Bytes(file), "x", x, 1, x.Length)["y"];
        return x.Zip(y, (given, came) => Math.Abs(activation.Evaluate(given) - came) / Math.Max(1, Math.Abs(activation.Evaluate(given))))
            .Max();
    });

    /// <summary>How many shapes of input a row is computed for.</summary>
    public static int CountShapes(int row) => Shapes(LayerCases.All[row]).Count();

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
        string x = file.Input("x", OnnxType.Float, shape);
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
