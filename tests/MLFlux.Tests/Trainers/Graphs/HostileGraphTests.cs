using System.Runtime.InteropServices;
using MLFlux.Graphs;
using MLFlux.Onnx;

namespace MLFlux.Tests.Graphs;

/// <summary>
/// Files with a graph around each operator, in which a setting, a number, a shape, an input or the operator is another: each ends in a
/// sentence that names the node or the value, or computes. What is too large is refused before it is made.
/// </summary>
[TestClass]
public sealed class HostileGraphTests
{
    private const int Draws = 12, MostValues = 100_000;

    private static readonly long[] s_integers = [long.MinValue, int.MinValue, -1, 0, 1, 7, int.MaxValue, 1L << 40, 1L << 62, long.MaxValue];
    private static readonly float[] s_floats = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, -1, 0, 1e-30f, 1e30f];

    public static IEnumerable<TestDataRow<int>> Rows => OperatorCases.Rows;

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Another_number_shape_input_or_operator_ends_in_a_sentence_or_scores(int row)
    {
        OperatorCase one = OperatorCases.All[row];
        var random = new Random(row);
        for (int draw = 0; draw < Draws; draw++)
        {
            using var file = new MemoryStream();
            (ModelProto changed, string what) = Change(Read(one.File.ToBytes()), random);
            ModelWriter.Write(changed, file);
            Try(file.ToArray(), one, what);
        }
    }

    private static void Try(byte[] file, OperatorCase one, string what)
    {
        try
        {
            using var stream = new MemoryStream(file);
            GraphLayer layer = Networks.FromOnnx(stream);
            if (layer.Plan(one.Input).Size < MostValues)
                GraphScores.Compute(layer, one.Input, GraphScores.Rows(one.Input, 2, one.Levels));
        }
        catch (Exception fault) when (fault is InvalidDataException or NotSupportedException or ArgumentException
            or NetworkShapeException or InvalidOperationException)
        {
            Assert.Contains('\'', fault.Message, $"{one.Title}, {what}: the sentence names nothing: {fault.Message}");
        }
        catch (Exception fault)
        {
            Assert.Fail($"{one.Title}, {what}: {fault}");
        }
    }

    private static ModelProto Read(byte[] file) => ModelReader.Read(new MemoryStream(file), "case.onnx");

    private static (ModelProto Model, string What) Change(ModelProto model, Random random)
    {
        GraphProto graph = model.Graph;
        NodeProto[] nodes = [.. graph.Nodes];
        TensorProto[] constants = [.. graph.Constants];
        int node = random.Next(nodes.Length);
        string what;
        switch (random.Next(6))
        {
            case 0 when nodes[node].Attributes.Count > 0:
                int place = random.Next(nodes[node].Attributes.Count);
                OnnxAttribute attribute = nodes[node].Attributes[place], other = Other(attribute, random);
                nodes[node] = nodes[node] with { Attributes = [.. nodes[node].Attributes.Select((a, i) => i == place ? other : a)] };
                what = $"setting {attribute.Name} = {Text(other.Value)}";
                break;
            case 1 when constants.Length > 0:
                int constant = random.Next(constants.Length);
                (constants[constant], what) = Other(constants[constant], random);
                break;
            case 2 when nodes[node].Inputs.Count > 0:
                string[] values = [.. graph.Inputs.Select(input => input.Name), .. constants.Select(c => c.Name!), ""];
                int input = random.Next(nodes[node].Inputs.Count);
                string value = values[random.Next(values.Length)];
                nodes[node] = nodes[node] with { Inputs = [.. nodes[node].Inputs.Select((name, i) => i == input ? value : name)] };
                what = $"input {input} of {nodes[node].Operation} is '{value}'";
                break;
            case 3:
                string[] operations = [.. OperatorTable.Names];
                nodes[node] = nodes[node] with { Operation = operations[random.Next(operations.Length)] };
                what = $"operator {nodes[node].Operation}";
                break;
            case 4 when nodes[node].Inputs.Count > 0:
                nodes[node] = nodes[node] with { Inputs = [.. nodes[node].Inputs.Take(random.Next(nodes[node].Inputs.Count))] };
                what = $"{nodes[node].Inputs.Count} inputs of {nodes[node].Operation}";
                break;
            default:
                nodes[node] = nodes[node] with { Attributes = [.. nodes[node].Attributes, Made(random)] };
                what = $"another setting {Text(nodes[node].Attributes[^1])}";
                break;
        }

        return (model with { Graph = graph with { Nodes = nodes, Constants = constants } }, what);
    }

    private static OnnxAttribute Made(Random random)
    {
        string[] names = ["axis", "axes", "perm", "pads", "strides", "dilations", "group", "kernel_shape", "keepdims", "to", "blocksize",
            "hidden_size", "num_groups", "output_shape", "output_padding", "scales", "sizes", "k", "split", "num_outputs", "epsilon"];
        object[] values = [Pick(s_integers, random), Pick(s_floats, random), "x", Many(random)];
        return new OnnxAttribute(names[random.Next(names.Length)], values[random.Next(values.Length)]);
    }

    private static OnnxAttribute Other(OnnxAttribute attribute, Random random) => new(attribute.Name, random.Next(4) == 0
        ? Made(random).Value
        : attribute.Value switch
        {
            long => Pick(s_integers, random),
            float => Pick(s_floats, random),
            long[] numbers => numbers.Select((number, i) => random.Next(2) == 0 ? number : Pick(s_integers, random)).ToArray(),
            float[] numbers => numbers.Select((number, i) => random.Next(2) == 0 ? number : Pick(s_floats, random)).ToArray(),
            string => "",
            object value => value,
        });

    private static (TensorProto Tensor, string What) Other(TensorProto tensor, Random random)
    {
        if (random.Next(3) == 0)
        {
            long[] shape = [.. tensor.Dimensions.Reverse(), .. random.Next(2) == 0 ? (long[])[1] : []];
            return (tensor with { Dimensions = shape }, $"shape of {tensor.Name} is {string.Join('×', shape)}");
        }

        byte[] content = tensor.Content.ToArray();
        if (tensor.Type == OnnxType.Int64)
        {
            Span<long> numbers = MemoryMarshal.Cast<byte, long>(content.AsSpan());
            for (int i = 0; i < numbers.Length; i++)
                numbers[i] = random.Next(2) == 0 ? numbers[i] : Pick(s_integers, random);
            return (tensor with { Content = content }, $"{tensor.Name} = {string.Join(", ", numbers.ToArray())}");
        }

        if (tensor.Type == OnnxType.Float && content.Length > 0)
        {
            Span<float> numbers = MemoryMarshal.Cast<byte, float>(content.AsSpan());
            int place = random.Next(numbers.Length);
            numbers[place] = Pick(s_floats, random);
            return (tensor with { Content = content }, $"{tensor.Name}[{place}] = {numbers[place]}");
        }

        return (tensor, "nothing");
    }

    private static long[] Many(Random random) => [.. Enumerable.Range(0, random.Next(6)).Select(_ => Pick(s_integers, random))];

    private static T Pick<T>(T[] values, Random random) => values[random.Next(values.Length)];

    private static string Text(object value) => value switch
    {
        long[] numbers => string.Join(", ", numbers),
        float[] numbers => string.Join(", ", numbers),
        OnnxAttribute attribute => $"{attribute.Name} = {Text(attribute.Value)}",
        _ => $"{value}",
    };
}
