using MLFlux.Models;
using MLFlux.Onnx;
using MLFlux.Tests.Construction;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Tests.Onnx;

/// <summary>The rows of <see cref="LayerCases"/> as ONNX files whose weights are the same on every machine.</summary>
internal static class LayerExports
{
    /// <summary>The file of a row.</summary>
    public static byte[] OfRow(int row)
    {
        LayerCase layer = LayerCases.All[row];
        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> module = layer.Layer.Build(layer.Input);
        var weights = NetworkWeights.Read(module).Select(Fill).ToDictionary(weight => weight.Name);

        var file = new OnnxFile();
        string x = file.Input("x", OnnxType.Float, layer.Input);
        string y = LayerExporters.Export(layer.Layer, layer.Input, x, new OnnxScope(file, weights));
        file.Output(new OnnxOutput("y", y, OnnxType.Float, layer.Output));
        return Bytes(file, layer.Printed);
    }

    /// <summary>A file with what no layer needs: texts, other types, several inputs.</summary>
    public static byte[] OfOtherKinds()
    {
        var file = new OnnxFile();
        string bytes = file.Input("Bytes", OnnxType.UInt8, new Shape(3, 2));
        string scaled = OnnxFeatures.ToFloats(bytes, OnnxType.UInt8, file);
        string doubles = OnnxFeatures.ToFloats(file.Input("Doubles", OnnxType.Double, new Shape(2)), OnnxType.Double, file);
        string chosen = file.Cast(file.Reduce("ReduceMax", scaled, [1, 2], keep: false), OnnxType.Int64);
        string label = file.Node("Gather", [file.Texts("labels", ["Ahorn", "Bäume", ""]), chosen]);
        file.Output(new OnnxOutput("Label", label, OnnxType.Text, new Shape(1)));
        string score = file.Add(doubles, file.Floats("doubles", new[] { float.NaN, -0f }, 2));
        file.Output(new OnnxOutput("Score", score, OnnxType.Float, new Shape(2)));
        return Bytes(file, "Übersicht");
    }

    /// <summary>The file says to be of one version, whichever writes it, so that a digest of it can be kept.</summary>
    private static byte[] Bytes(OnnxFile file, string description)
    {
        using var stream = new MemoryStream();
        ModelWriter.Write(file.ToModel(description) with { ProducerVersion = "0.1.0" }, stream);
        return stream.ToArray();
    }

    /// <summary>Whole sixteenths, above zero where a square root is taken of them: sums of them come out the same in any order.</summary>
    public static NetworkWeight Fill(NetworkWeight weight)
    {
        int first = weight.Name.Sum(letter => letter);
        IEnumerable<float> values = Enumerable.Range(first, weight.Values.Length).Select(i => (i * 37 % 61 - 30) / 16f);
        if (weight.Name.EndsWith("var", StringComparison.Ordinal))
            values = values.Select(value => Math.Abs(value) + 0.5f);
        return weight with { Values = values.ToArray() };
    }
}
