using System.Collections.Immutable;

namespace MLFlux.Graphs;

/// <summary>Numbers that are a part of a graph's description: settings and shapes, not weights.</summary>
/// <param name="Name">The value's name.</param>
/// <param name="Type">What it is made of; a flag is 0 or 1.</param>
/// <param name="Dimensions">Its shape; none for a single number.</param>
/// <param name="Numbers">The numbers, row by row.</param>
internal sealed record GraphConstant(string Name, GraphType Type, ImmutableArray<int> Dimensions, ImmutableArray<double> Numbers)
{
    /// <summary>What is known of it: all.</summary>
    public GraphValue ToValue() => GraphValue.Of(Type, [.. Dimensions.Select(dimension => (long)dimension)]) with
    {
        Known = [.. Numbers.Select(number => new GraphNumber(number))],
    };
}
