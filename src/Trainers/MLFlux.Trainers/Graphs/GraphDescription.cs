using System.Collections.Immutable;

namespace MLFlux.Graphs;

/// <summary>A graph of ONNX's operators, with everything but the weights' numbers.</summary>
/// <param name="Title">What the graph is called in print: the name of its file.</param>
/// <param name="Source">Where it comes from, and its licence; empty where nobody has said.</param>
/// <param name="OperatorSet">The version of ONNX's operators that its nodes are of.</param>
/// <param name="Input">The name of the value that an example is.</param>
/// <param name="TakesIndices">Whether an example is of whole numbers that are looked up.</param>
/// <param name="Example">The shape of an example that the file states; empty where it leaves it open.</param>
/// <param name="Output">The name of the value that the graph gives.</param>
/// <param name="Nodes">The operations, each after those whose values it takes.</param>
/// <param name="Constants">Numbers of the description.</param>
/// <param name="Weights">The weights, in the order in which they are saved: those that are learned first.</param>
internal sealed record GraphDescription(
    string Title, string Source, int OperatorSet, string Input, bool TakesIndices, ImmutableArray<int> Example, string Output,
    ImmutableArray<GraphNode> Nodes, ImmutableArray<GraphConstant> Constants, ImmutableArray<GraphWeight> Weights);
