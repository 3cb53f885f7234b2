using System.Collections.Immutable;

namespace MLFlux.Graphs;

/// <summary>What holds of every graph, wherever it comes from.</summary>
internal static class GraphChecks
{
    /// <summary>More numbers than this have to be weights.</summary>
    public const int MostConstants = 1 << 20;

    /// <exception cref="InvalidDataException">It does not hold; the message names the node or the value.</exception>
    public static void Check(GraphDescription graph)
    {
        HashSet<string> given = [graph.Input], names = [];
        long numbers = 0;
        foreach (GraphWeight weight in graph.Weights)
        {
            Require(IsName(weight.Name) && names.Add(weight.Name), $"the weight '{weight.Name}' has no name of its own");
            Require(given.Add(weight.Value), $"two things give '{weight.Value}'");
            Require(Count(weight.Shape) is >= 1 and <= int.MaxValue && weight.Shape.Length > 0, $"'{weight.Name}' has no shape");
        }

        foreach (GraphConstant constant in graph.Constants)
        {
            Require(given.Add(constant.Name), $"two things give '{constant.Name}'");
            Require(Count(constant.Dimensions) == constant.Numbers.Length, $"'{constant.Name}' has not as many numbers as its shape says");
            numbers += constant.Numbers.Length;
        }

        Require(numbers <= MostConstants, $"it has {numbers:N0} constants, of which {MostConstants:N0} may be");
        foreach (GraphNode node in graph.Nodes)
        {
            Require(OperatorTable.Has(node.Operation), $"'{node.Operation}' is no operator of this version of MLFlux");
            Require(node.Outputs.Length > 0 && node.Outputs[0].Length > 0, $"a node ({node.Operation}) gives nothing");
            foreach (string input in node.Inputs.Where(input => input.Length > 0))
                Require(given.Contains(input), $"node '{node.Title}' takes '{input}', which nothing before it gives");
            foreach (string output in node.Outputs.Where(output => output.Length > 0))
                Require(given.Add(output), $"two things give '{output}'");
        }

        Require(given.Contains(graph.Output), $"nothing gives its output '{graph.Output}'");
    }

    /// <summary>Whether a text may name a weight: parts of letters, digits, _ and -, with dots between.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= 512
        && name.Split('.').All(part => part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'));

    /// <summary>How many numbers a shape has, or −1 where one of its sizes is none, or all are too many.</summary>
    private static long Count(ImmutableArray<int> shape)
    {
        long count = 1;
        foreach (int size in shape)
        {
            if (size < 0 || count > int.MaxValue)
                return -1;
            count *= size;
        }

        return count;
    }

    private static void Require(bool holds, string fault)
    {
        if (!holds)
            throw new InvalidDataException($"Graph: it is not what MLFlux writes: {fault}.");
    }
}
