using System.Numerics.Tensors;
using MLFlux.Construction;

namespace MLFlux.Onnx;

/// <summary>Layers with a normalised weight: in scoring, that is a weight like any other.</summary>
internal static class WeightNormExporter
{
    public static string Export(WeightNormLayer layer, Shape input, string x, OnnxScope scope)
    {
        NetworkWeight direction = scope.Weight("weight_v");
        ReadOnlySpan<float> lengths = scope.Weight("weight_g").Values.Span;
        float[] values = direction.Values.ToArray();
        int size = values.Length / lengths.Length;
        for (int i = 0; i < lengths.Length; i++)
        {
            Span<float> part = values.AsSpan(i * size, size);
            double length = Math.Sqrt(TensorPrimitives.SumOfSquares<float>(part) + WeightNormModule.Epsilon);
            TensorPrimitives.Multiply(part, (float)(lengths[i] / length), part);
        }

        string name = scope.Path + "weight";
        var weights = new Dictionary<string, NetworkWeight>(scope.Weights) { [name] = new NetworkWeight(name, direction.Shape, values) };
        return LayerExporters.Export(layer.Inner, input, x, scope with { Weights = weights });
    }
}
