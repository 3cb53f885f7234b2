using System.Collections.Immutable;

namespace MLFlux.Graphs;

/// <summary>One operation of a graph.</summary>
/// <param name="Operation">Its kind, by ONNX's name: <c>Conv</c>.</param>
/// <param name="Name">What a person calls it; empty where the file has no name.</param>
/// <param name="Inputs">The names of the values that it takes; an empty name for an optional one that is left out.</param>
/// <param name="Outputs">The names of the values that it gives.</param>
/// <param name="Attributes">
/// Its settings by name: a <see cref="long"/>, <see cref="float"/> or <see cref="string"/>, or an array of them.
/// </param>
internal sealed record GraphNode(
    string Operation, string Name, ImmutableArray<string> Inputs, ImmutableArray<string> Outputs,
    ImmutableSortedDictionary<string, object> Attributes)
{
    /// <summary>What messages call it: its name, or that of the first value it gives.</summary>
    public string Title => Name.Length > 0 ? Name : Outputs[0];
}
