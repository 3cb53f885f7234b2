using MLFlux.Models;
using MLFlux.Onnx;
using MLFlux.Tests.Construction;
using MLFlux.Tests.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Tests.Graphs;

/// <summary>What graphs give, by MLFlux and by ONNX Runtime.</summary>
internal static class GraphScores
{
    /// <summary>The largest difference between MLFlux and ONNX Runtime for random rows, of values beyond 1 as a share of them.</summary>
    public static double Difference(byte[] file, GraphLayer layer, Shape input, int rows, int levels = 0)
    {
        float[] x = Rows(input, rows, levels);
        float[] expected = levels == 0
            ? (float[])OnnxScores.Run(file, "x", x, [rows, .. input]).First().Value
            : (float[])OnnxScores.Run(file, "x", [.. x.Select(value => (long)value)], [rows, .. input]).First().Value;
        return Largest(expected, Compute(layer, input, x));
    }

    /// <summary>The same of the file that MLFlux exports of the graph.</summary>
    public static double ExportDifference(GraphLayer layer, Shape input, int rows, int levels = 0)
    {
        float[] x = Rows(input, rows, levels);
        var exported = (float[])OnnxScores.Run(Export(layer, input), "x", x, [rows, .. input])["y"];
        return Largest(Compute(layer, input, x), exported);
    }

    /// <summary>The graph, as MLFlux exports it.</summary>
    public static byte[] Export(GraphLayer layer, Shape input)
    {
        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> module = layer.Build(input);
        var file = new OnnxFile();
        string x = file.Input("x", OnnxType.Float, input);
        var site = new OnnxScope(file, NetworkWeights.Read(module).ToDictionary(weight => weight.Name));
        file.Output(new OnnxOutput("y", LayerExporters.Export(layer, input, x, site), OnnxType.Float, layer.OutputShape(input)));
        using var stream = new MemoryStream();
        file.Write(stream, "");
        return stream.ToArray();
    }

    /// <summary>What a layer with the file's weights gives.</summary>
    public static float[] Compute(Layer layer, Shape input, float[] x)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradients = no_grad();
        using nn.Module<Tensor, Tensor> module = layer.Build(input);
        module.eval();
        Tensor y = module.call(tensor(x).view(input.Batch(x.Length / input.Size)));
        CollectionAssert.AreEqual(layer.OutputShape(input).Batch(x.Length / input.Size), y.shape);
        return [.. y.ToDoubles().Select(value => (float)value)];
    }

    public static float[] Rows(Shape input, int rows, int levels = 0, int seed = 3)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows * input.Size).Select(_ => levels > 0 ? random.Next(levels) : (random.NextSingle() * 4) - 2)];
    }

    public static double Largest(float[] expected, float[] came)
    {
        Assert.HasCount(expected.Length, came);
        return expected.Zip(came, (e, c) => float.IsNaN(e) && float.IsNaN(c) || e == c ? 0
            : Math.Abs(e - c) / Math.Max(1, Math.Abs((double)e)))
            .DefaultIfEmpty(0).Max();
    }
}
