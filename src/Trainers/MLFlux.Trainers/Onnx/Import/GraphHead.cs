using System.Collections.Immutable;
using MLFlux.Graphs;

namespace MLFlux.Onnx;

/// <summary>How an example becomes the inputs of a file: one of them as it is, several side by side in one row.</summary>
/// <param name="Input">The name of the value that an example is.</param>
/// <param name="TakesIndices">Whether an example is of whole numbers.</param>
/// <param name="Example">The shape of an example, where the file states it; empty otherwise.</param>
/// <param name="Nodes">What makes the file's inputs of it.</param>
/// <param name="Constants">What those nodes take besides.</param>
internal sealed record GraphHead(
    string Input, bool TakesIndices, ImmutableArray<int> Example, ImmutableArray<GraphNode> Nodes, ImmutableArray<GraphConstant> Constants)
{
    private const long Int64 = (long)OnnxType.Int64, Bool = (long)OnnxType.Bool;

    /// <summary>Makes the head of a graph.</summary>
    /// <param name="inputs">The file's inputs, at least one.</param>
    /// <param name="options">Say the sizes that the file leaves open.</param>
    /// <param name="file">The file, for messages.</param>
    /// <param name="isTaken">Whether the file has a value of a name.</param>
    public static GraphHead Of(IReadOnlyList<ValueInfoProto> inputs, OnnxOptions options, string file, Func<string, bool> isTaken)
    {
        if (inputs is [var only])
        {
            int[] example = [.. Sizes(only, options, file)];
            ImmutableArray<int> shape = example.Contains(0) ? [] : [.. example];
            return Cast(only, file) is not long type
                ? new GraphHead(only.Name, false, shape, [], [])
                : new GraphHead(Unused("example", isTaken), true, shape, [CastNode(Unused("example", isTaken), only.Name, type)], []);
        }

        string row = Unused("example", isTaken);
        var nodes = ImmutableArray.CreateBuilder<GraphNode>();
        var constants = ImmutableArray.CreateBuilder<GraphConstant>();
        long start = 0;
        foreach (ValueInfoProto input in inputs)
        {
            int[] shape = [.. Sizes(input, options, file)];
            if (shape.Contains(0) || shape.Length == 0)
                throw Open(input, file);
            long size = shape.Aggregate(1L, (product, one) => product * one);
            if (start + size > int.MaxValue)
                throw new InvalidDataException($"'{file}': its inputs have more than the 2,147,483,647 values of a row.");
            string part = Unused($"{input.Name} in the row", isTaken), target = Unused($"{input.Name} shape", isTaken);
            string floats = Cast(input, file) is null ? input.Name : Unused($"{input.Name} as numbers", isTaken);
            nodes.Add(Node("Slice", [row], part, ("axes", new long[] { 1 }), ("starts", new[] { start }),
                ("ends", new[] { start + size })));
            constants.Add(new GraphConstant(
                target, GraphType.Integer, [shape.Length + 1], [0, .. shape.Select(one => (double)one)]));
            nodes.Add(Node("Reshape", [part, target], floats));
            if (Cast(input, file) is long type)
                nodes.Add(CastNode(floats, input.Name, type));
            start += size;
        }

        bool takesIndices = inputs.All(input => Cast(input, file) is not null);
        return new GraphHead(row, takesIndices, [(int)start], nodes.ToImmutable(), constants.ToImmutable());
    }

    /// <summary>A node that is no part of the file.</summary>
    public static GraphNode Node(string operation, ImmutableArray<string> inputs, string output,
        params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var settings = ImmutableSortedDictionary.CreateBuilder<string, object>(StringComparer.Ordinal);
        foreach ((string name, object value) in attributes)
            settings[name] = value;
        return new GraphNode(operation, "", inputs, [output], settings.ToImmutable());
    }

    /// <summary>A name that the file has not.</summary>
    public static string Unused(string name, Func<string, bool> isTaken)
    {
        while (isTaken(name))
            name += "'";
        return name;
    }

    private static GraphNode CastNode(string from, string to, long type) => Node("Cast", [from], to, ("to", type));

    /// <summary>The type that the file's input has to be made from floats; null for none.</summary>
    private static long? Cast(ValueInfoProto input, string file)
    {
        if (input.Type is not { } elements)
            return null;
        GraphType type = OnnxNumbers.TypeOf(elements) ?? throw new NotSupportedException(
            $"'{file}': its input '{input.Name}' takes texts, which a network does not compute with.");
        return type switch
        {
            GraphType.Float => null,
            GraphType.Integer => Int64,
            GraphType.Flag => Bool,
        };
    }

    /// <summary>The sizes behind the rows; 0 for one that is left open.</summary>
    private static IEnumerable<int> Sizes(ValueInfoProto input, OnnxOptions options, string file)
    {
        if (input.Shape is not { } shape)
            yield break;
        if (shape.Count == 0)
            throw new InvalidDataException($"'{file}': its input '{input.Name}' is a single number, not one for each row.");
        long product = 1;
        foreach (Dimension dimension in shape.Skip(1))
        {
            long size = dimension.Size
                ?? (dimension.Name is { } name && options.Dimensions.TryGetValue(name, out int stated) ? stated : 0);
            product *= Math.Max(1, size);
            if (size < 0 || size > int.MaxValue || product > int.MaxValue || (dimension.Size is null && size < 0))
                throw new InvalidDataException($"'{file}': its input '{input.Name}' has a dimension of {size:N0}.");
            yield return (int)size;
        }
    }

    private static ArgumentException Open(ValueInfoProto input, string file)
    {
        string[] open = [.. (input.Shape ?? []).Skip(1).Where(size => size.Size is null or 0).Select(size => $"[\"{size.Name}\"] = ...")];
        return new ArgumentException(
            $"'{file}' has several inputs, which lie side by side in one row, and '{input.Name}' leaves its size open. Say it by "
            + $"new OnnxOptions {{ {nameof(OnnxOptions.Dimensions)} = new Dictionary<string, int> {{ {string.Join(", ", open)} }} }}.");
    }
}
