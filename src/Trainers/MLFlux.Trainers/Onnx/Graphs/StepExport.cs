using MLFlux.Graphs;

namespace MLFlux.Onnx;

/// <summary>One step of a graph that is being exported.</summary>
/// <param name="step">The step.</param>
/// <param name="plan">The plan that it is of.</param>
/// <param name="names">The graph's values.</param>
/// <param name="layer">The graph's layer.</param>
/// <param name="graph">Takes the operators.</param>
internal sealed class StepExport(GraphStep step, GraphPlan plan, GraphNames names, GraphLayer layer, OnnxGraph graph)
{
    /// <summary>The node.</summary>
    public GraphNode Node => step.Node;

    /// <summary>Takes the operators.</summary>
    public OnnxGraph Graph => graph;

    /// <summary>What is known of the first output.</summary>
    public GraphValue Output => plan.Values[step.Outputs[0]];

    /// <summary>What is known of the outputs.</summary>
    public IEnumerable<GraphValue> Outputs => step.Outputs.Select(place => plan.Values[place]);

    /// <summary>How the node reads its settings and known inputs.</summary>
    public NodeContext Context => new(
        layer, step.Node, [.. step.Inputs.Select(place => place < 0 ? null : plan.Values[place])], layer.Graph.OperatorSet);

    /// <summary>The name of an input.</summary>
    public string this[int index] => names.Get(step.Inputs[index]);

    /// <summary>What is known of an input.</summary>
    public GraphValue Value(int index) => plan.Values[step.Inputs[index]];

    /// <summary>Whether an input is there.</summary>
    public bool Has(int index) => index < step.Inputs.Length && step.Inputs[index] >= 0;

    /// <summary>The names of all inputs; an empty one where one is left out.</summary>
    public string[] Inputs() => [.. step.Inputs.Select(place => place < 0 ? "" : names.Get(place))];

    /// <summary>Gives an output its value.</summary>
    public void Set(int output, string name) => names.Set(step.Outputs[output], name);

    /// <summary>A value in the dimensions of the output.</summary>
    public string Reshape(string value) => Reshape(value, Output);

    /// <summary>A value in other dimensions, of which one may depend on the rows.</summary>
    public string Reshape(string value, GraphValue target) =>
        graph.Node("Reshape", [value, graph.Integers("shape", [.. target.Dimensions.Select(size => size.IsPerRow ? -1
            : (long)size.Value)])]);

    /// <summary>The dimensions of a value as a vector of whole numbers, which follows the rows.</summary>
    public string ShapeVector(GraphValue value)
    {
        if (!value.Dimensions.Any(size => size.IsPerRow))
            return graph.Integers("shape", value.At(rows: 1));
        string rows = graph.Slice(graph.Node("Shape", [names.Get(0)]), axis: 0, 0, 1);
        return graph.Concat(
            [
                .. value.Dimensions.Select(size => !size.IsPerRow ? graph.Integers("size", (long)size.Value)
                    : size.Value == 1 ? rows : graph.Multiply(rows, graph.Integers("size", (long)size.Value))),
            ],
            axis: 0);
    }

    /// <summary>The type of a kind of values in a file.</summary>
    public static OnnxType TypeOf(GraphType type) => type switch
    {
        GraphType.Float => OnnxType.Float,
        GraphType.Integer => OnnxType.Int64,
        GraphType.Flag => OnnxType.Bool,
    };
}
