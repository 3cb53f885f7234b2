using System.Collections.Immutable;

namespace MLFlux.Graphs;

/// <summary>A weight of a graph, or numbers that are kept as weights are.</summary>
/// <param name="Value">The name of the value that nodes take.</param>
/// <param name="Name">Its name among the network's weights: letters, digits, <c>_</c>, <c>-</c> and dots between parts.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="IsLearned">Whether training changes it.</param>
internal sealed record GraphWeight(string Value, string Name, ImmutableArray<int> Shape, bool IsLearned);
