using System.Collections.Immutable;
using MLFlux.Graphs;

namespace MLFlux.Onnx;

/// <summary>The values of a graph that is being exported, by their places in its plan: weights and constants are added when first
/// needed.</summary>
/// <param name="layer">The graph's layer.</param>
/// <param name="plan">Its plan.</param>
/// <param name="x">The value that it takes.</param>
/// <param name="scope">Takes what is added.</param>
internal sealed class GraphNames(GraphLayer layer, GraphPlan plan, string x, OnnxScope scope)
{
    private readonly Dictionary<int, string> _names = new() { [0] = x };

    public void Set(int place, string name) => _names[place] = name;

    public string Get(int place)
    {
        if (_names.TryGetValue(place, out string? name))
            return name;
        ImmutableArray<GraphWeight> weights = layer.Graph.Weights;
        return _names[place] = place <= weights.Length
            ? scope.Add(weights[place - 1].Name, [.. weights[place - 1].Shape])
            : Constant(plan.Values[place]);
    }

    /// <summary>A value that is known.</summary>
    private string Constant(GraphValue value)
    {
        if (value.Known is not { } known || known.Any(number => number.IsPerRow))
            throw new NotSupportedException(
                $"{layer} computes with the number of rows, for which ONNX's operators have no fixed form here.");
        long[] shape = value.At(rows: 1);
        if (value.Type == GraphType.Float)
            return scope.Graph.Floats("constant", known.Select(number => (float)number.Value).ToArray(), shape);

        string vector = scope.Graph.Integers("constant", [.. known.Select(number => number.At(rows: 1))]);
        string shaped = shape.Length == 1 ? vector
            : scope.Graph.Node("Reshape", [vector, scope.Graph.Integers("shape", shape)]);
        return value.Type == GraphType.Flag ? scope.Graph.Cast(shaped, OnnxType.Bool) : shaped;
    }
}
