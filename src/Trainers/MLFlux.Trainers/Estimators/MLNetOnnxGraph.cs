using Microsoft.ML.Model.OnnxConverter;
using MLFlux.Onnx;

namespace MLFlux.Estimators;

/// <summary>The graph that ML.NET's own <c>ConvertToOnnx</c> builds of a pipeline.</summary>
internal sealed class MLNetOnnxGraph(OnnxContext context) : OnnxGraph
{
    /// <summary>ONNX's own operators; ML.NET takes null for those of classical machine learning.</summary>
    private const string Domain = "";

    public override string Floats(string name, ReadOnlyMemory<float> values, params ReadOnlySpan<long> shape) =>
        context.AddInitializer(values.ToArray(), shape.ToArray(), name);

    public override string Integers(string name, params ReadOnlySpan<long> values) =>
        context.AddInitializer(values.ToArray(), [values.Length], name);

    public override string Texts(string name, IReadOnlyList<string> values) =>
        context.AddInitializer(values, [values.Count], name);

    public override string[] Nodes(string operation, string[] inputs, int outputs, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        string[] names = [.. Enumerable.Range(0, outputs).Select(_ => context.AddIntermediateVariable(null, operation, true))];
        AddNode(operation, inputs, names, attributes);
        return names;
    }

    /// <summary>Gives a value the variable of a column.</summary>
    public void Assign(string value, string variable) => AddNode("Identity", [value], [variable], []);

    private void AddNode(string operation, string[] inputs, string[] outputs, ReadOnlySpan<OnnxAttribute> attributes)
    {
        OnnxNode node = context.CreateNode(operation, inputs, outputs, context.GetNodeName(operation), Domain);
        foreach (OnnxAttribute attribute in attributes)
            Add(node, attribute);
    }

    private static void Add(OnnxNode node, OnnxAttribute attribute)
    {
        switch (attribute.Value)
        {
            case float number:
                node.AddAttribute(attribute.Name, number);
                break;
            case long integer:
                node.AddAttribute(attribute.Name, integer);
                break;
            case string text:
                node.AddAttribute(attribute.Name, text);
                break;
            case long[] integers:
                node.AddAttribute(attribute.Name, integers);
                break;
            default:
                node.AddAttribute(attribute.Name, (string[])attribute.Value);
                break;
        }
    }
}
