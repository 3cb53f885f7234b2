using System.Collections.Immutable;

namespace MLFlux.Graphs;

/// <summary>
/// Cuts a graph in two: what computes with given weights alone, and what takes its one value. A cut is a place in the order of the
/// operations at which one value alone is still needed.
/// </summary>
internal static class GraphCut
{
    /// <summary>The two graphs, of which the first is as long as it can be; null where there is no such place.</summary>
    /// <param name="layer">The graph.</param>
    /// <param name="input">The shape of an example.</param>
    /// <param name="isFrozen">Whether the first graph may have a weight, by its name.</param>
    public static (GraphLayer Before, GraphLayer After)? Of(GraphLayer layer, Shape input, Func<string, bool> isFrozen)
    {
        GraphPlan plan = layer.Plan(input);
        int weights = layer.Graph.Weights.Length;
        var lastUse = new Dictionary<int, int> { [plan.Output] = int.MaxValue };
        for (int i = 0; i < plan.Steps.Length; i++)
        {
            foreach (int place in plan.Steps[i].Inputs)
                lastUse[place] = Math.Max(lastUse.GetValueOrDefault(place), i);
        }

        HashSet<int> live = [0];
        (int Step, int Place)? best = null;
        for (int i = 0; i < plan.Steps.Length; i++)
        {
            GraphStep step = plan.Steps[i];
            bool isFixed = step.Node.Operation != "Dropout" && step.Inputs.All(place => place < 1 || place > weights
                || !layer.Graph.Weights[place - 1].IsLearned || isFrozen(layer.Graph.Weights[place - 1].Name));
            if (!isFixed)
                break;
            live.UnionWith(step.Outputs);
            live.RemoveWhere(place => lastUse.GetValueOrDefault(place, -1) <= i);
            if (live.Count == 1 && i < plan.Steps.Length - 1 && IsWhole(plan.Values[live.First()]))
                best = (i, live.First());
        }

        return best is (int last, int cut) ? Split(layer, plan, last, cut) : null;
    }

    private static bool IsWhole(GraphValue value) => value is { Type: GraphType.Float, Rank: > 1 }
        && value.Dimensions[0] == GraphNumber.Rows && !value.Dimensions.Skip(1).Any(size => size.IsPerRow);

    private static (GraphLayer, GraphLayer)? Split(GraphLayer layer, GraphPlan plan, int last, int cut)
    {
        GraphDescription graph = layer.Graph;
        string value = plan.Steps.SelectMany(step => step.Outputs.Zip(step.Node.Outputs)).First(pair => pair.First == cut).Second;
        GraphStep[] before = [.. plan.Steps.Take(last + 1)], after = [.. plan.Steps.Skip(last + 1)];
        var known = new List<GraphConstant>();
        foreach (int place in after.SelectMany(step => step.Inputs).Distinct().Where(place => place > graph.Weights.Length))
        {
            if (plan.Values[place].Known is null)
                continue;
            if (Constant(plan, place, after) is not { } constant)
                return null;
            known.Add(constant);
        }

        ImmutableArray<GraphNode> firstNodes = graph.Nodes[..(graph.Nodes.IndexOf(before[^1].Node) + 1)];
        ImmutableArray<GraphNode> secondNodes = [.. after.Select(step => step.Node)];
        GraphDescription first = graph with { Output = value, Nodes = firstNodes, Weights = TakenBy(firstNodes, graph) };
        GraphDescription second = graph with
        {
            Input = value,
            TakesIndices = false,
            Example = [.. plan.Values[cut].Dimensions.Skip(1).Select(size => (int)size.Value)],
            Nodes = secondNodes,
            Constants = [.. known],
            Weights = TakenBy(secondNodes, graph),
        };
        return (new GraphLayer(first, layer.Stored), new GraphLayer(second, layer.Stored));
    }

    /// <summary>What was known before the cut as a constant behind it; of a shape, the rows are left open.</summary>
    private static GraphConstant? Constant(GraphPlan plan, int place, GraphStep[] after)
    {
        GraphValue value = plan.Values[place];
        ImmutableArray<GraphNumber> numbers = value.Known!.Value;
        if (value.Dimensions.Any(size => size.IsPerRow))
            return null;
        (GraphStep Step, int Index)[] uses =
            [.. after.SelectMany(step => step.Inputs.Select((input, index) => (step, input, index))).Where(use => use.input == place)
                .Select(use => (use.step, use.index))];
        string name = uses[0].Step.Node.Inputs[uses[0].Index];
        bool isTarget = uses.All(use => use.Step.Node.Operation == "Reshape" && use.Index == 1);
        if (numbers.Count(number => number.IsPerRow) > (isTarget ? 1 : 0) || (isTarget && numbers.Any(number => number.Is(-1))
            && numbers.Any(number => number.IsPerRow)))
            return null;
        return new GraphConstant(
            name, value.Type, [.. value.Dimensions.Select(size => (int)size.Value)],
            [.. numbers.Select(number => number.IsPerRow ? -1 : number.Value)]);
    }

    private static ImmutableArray<GraphWeight> TakenBy(ImmutableArray<GraphNode> nodes, GraphDescription graph)
    {
        HashSet<string> taken = [.. nodes.SelectMany(node => node.Inputs)];
        return [.. graph.Weights.Where(weight => taken.Contains(weight.Value))];
    }
}
