using MLFlux.Graphs;

namespace MLFlux.Texts;

/// <summary>The vectors of a text's tokens, which a network over texts has before it makes one vector of them.</summary>
internal static class TokenVectors
{
    /// <summary>The network up to there: [tokens with those for start, end and padding, width].</summary>
    /// <param name="network">The network over texts.</param>
    /// <param name="length">How many tokens a text has.</param>
    /// <exception cref="ArgumentException">The network has no such vectors.</exception>
    public static GraphLayer Of(GraphLayer network, int length)
    {
        if (IsForEachToken(network, length))
            return network;
        var vectors = new GraphLayer(network.Graph with { Output = Before(network.Graph) }, network.Stored);
        return IsForEachToken(vectors, length)
            ? vectors
            : throw new ArgumentException(
                $"{network.Title} gives {network.OutputShape(new Shape(length))} of a text of {length} tokens, and entities need a vector "
                + $"for each token. Read it with new {nameof(OnnxTokens)}() until the vectors of the tokens, such as "
                + "\"last_hidden_state\".");
    }

    private static bool IsForEachToken(GraphLayer network, int length) =>
        network.OutputShape(new Shape(length)) is { Rank: 2 } given && given[0] == length + 2;

    /// <summary>
    /// The value that a pooled one is made of: of a mean, what is multiplied by the mask; of the first, what is chosen from.
    /// </summary>
    private static string Before(GraphDescription graph)
    {
        GraphNode? Making(string value) => graph.Nodes.FirstOrDefault(node => node.Outputs.Contains(value));
        return Making(graph.Output) switch
        {
            { Operation: "Div" } mean when Making(mean.Inputs[0]) is { Operation: "ReduceSum" } sum
                && Making(sum.Inputs[0]) is { Operation: "Mul" } masked => masked.Inputs[0],
            { Operation: "Gather" } first => first.Inputs[0],
            _ => graph.Output,
        };
    }
}
