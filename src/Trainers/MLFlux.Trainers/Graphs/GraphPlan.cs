using System.Collections.Immutable;
using MLFlux.Construction;

namespace MLFlux.Graphs;

/// <summary>
/// A graph made ready for examples of one shape: every shape is known, what follows from shapes alone is computed, and what nothing needs
/// is left out. Immutable; made without libtorch.
/// </summary>
internal sealed class GraphPlan
{
    private GraphPlan(
        ImmutableArray<GraphValue> values, ImmutableArray<GraphStep> steps, int output, Shape shape, long size, long widest)
    {
        Values = values;
        Steps = steps;
        Output = output;
        OutputShape = shape;
        Size = size;
        Widest = widest;
    }

    /// <summary>What is known of each place: first the example, then the weights in their order, then constants and what is
    /// computed.</summary>
    public ImmutableArray<GraphValue> Values { get; }

    /// <summary>What is computed, in this order.</summary>
    public ImmutableArray<GraphStep> Steps { get; }

    /// <summary>The place of what the graph gives.</summary>
    public int Output { get; }

    /// <summary>The shape of what it gives for an example.</summary>
    public Shape OutputShape { get; }

    /// <summary>How many numbers all steps together give for an example.</summary>
    public long Size { get; }

    /// <summary>How many numbers the largest value has for an example.</summary>
    public long Widest { get; }

    /// <summary>Makes a graph ready.</summary>
    /// <param name="layer">The layer that it belongs to.</param>
    /// <param name="input">The shape of an example.</param>
    /// <exception cref="NetworkShapeException">The graph does not take such an example; the message names the node.</exception>
    public static GraphPlan Of(GraphLayer layer, Shape input)
    {
        GraphDescription graph = layer.Graph;
        var values = new List<GraphValue>
        {
            new(GraphType.Float, [GraphNumber.Rows, .. input.Select(size => new GraphNumber(size))]),
        };
        var places = new Dictionary<string, int> { [graph.Input] = 0 };
        foreach (GraphWeight weight in graph.Weights)
            Add(weight.Value, GraphValue.Of(GraphType.Float, [.. weight.Shape.Select(size => (long)size)]));
        foreach (GraphConstant constant in graph.Constants)
            Add(constant.Name, constant.ToValue());

        var steps = new List<GraphStep>();
        foreach (GraphNode node in graph.Nodes)
        {
            ImmutableArray<int> taken = [.. node.Inputs.Select(name => name.Length == 0 ? -1 : Find(name, node))];
            var context = new NodeContext(
                layer, node, [.. taken.Select(place => place < 0 ? null : values[place])], graph.OperatorSet);
            NodePlan plan = OperatorTable.Find(node.Operation)(context);
            foreach (GraphValue given in plan.Outputs)
                CheckSize(given, context);
            ImmutableArray<int> outputs = [.. node.Outputs.Zip(plan.Outputs, (name, value) => Add(name, value))];
            if (plan.Outputs.Any(value => value.Known is null))
                steps.Add(new GraphStep(node, plan, taken, outputs, []));
        }

        if (!places.TryGetValue(graph.Output, out int output))
            throw new NetworkShapeException(layer, $"ends in '{graph.Output}', which MLFlux does not compute.");
        Shape shape = ShapeOf(layer, values[output]);
        steps = Needed(steps, output);
        long[] sizes = [.. steps.SelectMany(step => step.Outputs).Select(place => (long)values[place].Count!.Value.Value)];
        return new GraphPlan(
            [.. values], [.. Releasing(steps, output, firstComputed: 1 + graph.Weights.Length)], output, shape, sizes.Sum(),
            sizes.DefaultIfEmpty(0).Max());

        int Find(string name, GraphNode node) => places.TryGetValue(name, out int place) ? place : throw new NetworkShapeException(
            layer, $"its node '{node.Title}' ({node.Operation}) takes '{name}', an output that MLFlux does not compute.");

        int Add(string name, GraphValue value)
        {
            values.Add(value);
            if (name.Length > 0)
                places[name] = values.Count - 1;
            return values.Count - 1;
        }
    }

    private static void CheckSize(GraphValue value, NodeContext node)
    {
        GraphNumber count = value.Count ?? throw node.Fault($"gives {value}, which depends on the rows in two dimensions");
        if (!(count.Value >= 1))
            throw node.Fault($"gives {value}, which is nothing");
        if (value.Dimensions.Any(size => size.Value < 1 || size.Value != Math.Truncate(size.Value)))
            throw node.Fault($"gives {value}, whose dimensions are no whole numbers above 0");
        if (count.Value > int.MaxValue)
            throw node.Fault($"gives {value}, more than the 2,147,483,647 values of a tensor. Make the input smaller");
    }

    private static Shape ShapeOf(GraphLayer layer, GraphValue output)
    {
        string name = layer.Graph.Output;
        if (output.Rank == 0 || output.Dimensions[0] != GraphNumber.Rows || output.Dimensions.Skip(1).Any(size => size.IsPerRow))
        {
            throw new NetworkShapeException(
                layer, $"gives '{name}' of {output}, which has not each row's values by themselves. Choose another output.");
        }

        if (output.Type != GraphType.Float)
            throw new NetworkShapeException(layer, $"gives '{name}' of type {output.Type}. Choose an output of floats.");
        return output.Rank == 1
            ? new Shape(1)
            : ShapeArithmetic.ToShape(layer, "output", [.. output.Dimensions.Skip(1).Select(size => (long)size.Value)]);
    }

    /// <summary>The steps that the output needs.</summary>
    private static List<GraphStep> Needed(List<GraphStep> steps, int output)
    {
        HashSet<int> wanted = [output];
        var needed = new List<GraphStep>();
        for (int i = steps.Count - 1; i >= 0; i--)
        {
            if (!steps[i].Outputs.Any(wanted.Contains))
                continue;
            wanted.UnionWith(steps[i].Inputs);
            needed.Add(steps[i]);
        }

        needed.Reverse();
        return needed;
    }

    /// <summary>The steps, each with the values that can be freed after it.</summary>
    private static IEnumerable<GraphStep> Releasing(List<GraphStep> steps, int output, int firstComputed)
    {
        var last = new Dictionary<int, int>();
        for (int i = 0; i < steps.Count; i++)
        {
            foreach (int place in steps[i].Inputs.Concat(steps[i].Outputs).Where(place => place >= firstComputed && place != output))
                last[place] = i;
        }

        ILookup<int, int> released = last.ToLookup(pair => pair.Value, pair => pair.Key);
        return steps.Select((step, i) => step with { Released = [.. released[i]] });
    }
}
