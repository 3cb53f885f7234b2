using System.Collections.Immutable;

namespace MLFlux.Graphs;

/// <summary>Recurrent layers over [time, rows, features], along the time, against it, or both.</summary>
internal static class RecurrentOperators
{
    public static readonly Dictionary<string, GraphOperator> All = new()
    {
        ["RNN"] = node => Plan(node, new(Gates: 1, Functions: ["Tanh"])),
        ["LSTM"] = node => Plan(node, new(Gates: 4, Functions: ["Sigmoid", "Tanh", "Tanh"])),
        ["GRU"] = node => Plan(node, new(Gates: 3, Functions: ["Sigmoid", "Tanh"])),
    };

    /// <summary>A kind of recurrent layer.</summary>
    /// <param name="Gates">How many gates it has.</param>
    /// <param name="Functions">Its functions, where the node states none.</param>
    private sealed record Kind(int Gates, string[] Functions);

    private static NodePlan Plan(NodeContext node, Kind kind)
    {
        node.RequireRank(0, 3, 3);
        string direction = node.Text("direction", "forward");
        bool[] areReversed = direction switch
        {
            "forward" => [false],
            "reverse" => [true],
            "bidirectional" => [false, true],
            _ => throw node.Fault($"has a setting 'direction' of '{direction}'"),
        };
        long features = node.Size(node[0], 2), hidden = node.Size(node[2], 2);
        GraphNumber time = new(node.Size(node[0], 0)), rows = node[0].Dimensions[1], both = new(areReversed.Length);
        GraphNumber width = new(kind.Gates * hidden), size = new(hidden);
        Require(node, 1, both, width, new(features));
        Require(node, 2, both, width, size);
        Require(node, 3, both, new(2 * width.Value));
        Require(node, 4, rows);
        Require(node, 5, both, rows, size);
        Require(node, 6, both, rows, size);
        if (node.Has("hidden_size") && node.Integer("hidden_size") != hidden)
            throw node.Fault($"has a setting 'hidden_size' of {node.Integer("hidden_size")}, but a weight of {node[2]}");
        Refuse(node, "clip", node.Has("clip"));
        Refuse(node, "layout", node.Integer("layout", 0) != 0);
        Refuse(node, "input_forget", node.Integer("input_forget", 0) != 0);
        if (node.Optional(7) is not null)
            throw node.Fault("has peepholes, which MLFlux does not compute");

        string[][] functions = [.. Functions(node, kind, areReversed.Length)];
        bool resetsLate = node.Integer("linear_before_reset", 0) != 0;
        var step = new RecurrentStep(node.Node.Operation, (int)hidden, resetsLate);
        var state = new GraphValue(GraphType.Float, [both, rows, size]);
        ImmutableArray<GraphValue> outputs =
            [.. ((GraphValue[])[new GraphValue(GraphType.Float, [time, both, rows, size]), state, state]).Take(node.Node.Outputs.Length)];
        return new NodePlan(outputs, run => RecurrentRun.Compute(run, step, areReversed, functions, outputs.Length));
    }

    /// <summary>The functions of each direction.</summary>
    private static IEnumerable<string[]> Functions(NodeContext node, Kind kind, int directions)
    {
        string[] stated = node.Texts("activations") ?? [.. Enumerable.Repeat(kind.Functions, directions).SelectMany(names => names)];
        if (stated.Length != directions * kind.Functions.Length)
            throw node.Fault($"has a setting 'activations' of {stated.Length} functions for {directions * kind.Functions.Length}");
        if (stated.FirstOrDefault(name => !RecurrentStep.HasFunction(name)) is { } unknown)
            throw node.Fault($"has the function '{unknown}', which MLFlux does not compute in a recurrent layer");
        return stated.Chunk(kind.Functions.Length);
    }

    private static void Require(NodeContext node, int index, params ReadOnlySpan<GraphNumber> dimensions)
    {
        if (node.Optional(index) is { } value && !value.Dimensions.AsSpan().SequenceEqual(dimensions))
            throw node.Fault($"takes '{node.Node.Inputs[index]}' of {value} where {string.Join('×', dimensions.ToArray())} fits");
    }

    private static void Refuse(NodeContext node, string setting, bool isThere)
    {
        if (isThere)
            throw node.Fault($"has a setting '{setting}', which MLFlux does not compute");
    }
}
