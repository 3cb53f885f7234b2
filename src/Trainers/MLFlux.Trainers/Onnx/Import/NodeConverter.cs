using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MLFlux.Graphs;

namespace MLFlux.Onnx;

/// <summary>Nodes of a file as those of a graph.</summary>
internal static class NodeConverter
{
    /// <summary>The node of a graph.</summary>
    /// <exception cref="NotSupportedException">It has a setting that is not read.</exception>
    public static GraphNode Convert(NodeProto node)
    {
        var attributes = ImmutableSortedDictionary.CreateBuilder<string, object>(StringComparer.Ordinal);
        foreach (OnnxAttribute attribute in node.Attributes)
        {
            if (attribute.Value is TensorProto tensor && node.Operation == "ConstantOfShape")
            {
                bool isFloat = OnnxNumbers.TypeOf(tensor.Type) == GraphType.Float;
                attributes[tensor.Type == OnnxType.Bool ? ConstantOperators.Flag : attribute.Name] =
                    isFloat ? (object)(float)Number(tensor, node) : (long)Number(tensor, node);
                continue;
            }

            attributes[attribute.Name] = attribute.Value is TensorProto or GraphProto ? throw new NotSupportedException(
                $"Node '{GraphOrder.Title(node)}' ({node.Operation}) has a setting '{attribute.Name}' that is not read.") : attribute.Value;
        }

        return new GraphNode(node.Operation, node.Name ?? "", [.. node.Inputs], [.. node.Outputs], attributes.ToImmutable());
    }

    /// <summary>The numbers of a node that is a constant.</summary>
    /// <exception cref="NotSupportedException">They are of a kind that is not read.</exception>
    public static TensorProto Constant(NodeProto node, string file)
    {
        TensorProto? tensor = node.Attributes.FirstOrDefault(attribute => attribute.Name.StartsWith("value", StringComparison.Ordinal))
            .Value
            switch
            {
                TensorProto value => value,
                float number => new TensorProto("", OnnxType.Float, []) { Content = BitConverter.GetBytes(number) },
                long number => new TensorProto("", OnnxType.Int64, []) { Content = BitConverter.GetBytes(number) },
                float[] numbers => new TensorProto("", OnnxType.Float, [numbers.Length])
                {
                    Content = MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray(),
                },
                long[] numbers => new TensorProto("", OnnxType.Int64, [numbers.Length])
                {
                    Content = MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray(),
                },
                _ => null,
            };
        return tensor is null || node.Outputs.Count == 0
            ? throw new NotSupportedException($"'{file}': the constant '{GraphOrder.Title(node)}' is of a kind that is not read.")
            : tensor with { Name = node.Outputs[0] };
    }

    private static double Number(TensorProto tensor, NodeProto node) => OnnxNumbers.Numbers(tensor) is [double number]
        ? number
        : throw new NotSupportedException($"Node '{GraphOrder.Title(node)}' ({node.Operation}) has a value that is not one number.");
}
