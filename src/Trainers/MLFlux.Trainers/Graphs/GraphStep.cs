using System.Collections.Immutable;

namespace MLFlux.Graphs;

/// <summary>One operation of a plan, by the places of its values.</summary>
/// <param name="Node">The operation.</param>
/// <param name="Plan">How it is computed.</param>
/// <param name="Inputs">The places of what it takes; −1 for what is left out.</param>
/// <param name="Outputs">The places of what it gives.</param>
/// <param name="Released">The places that nothing needs after it.</param>
internal sealed record GraphStep(
    GraphNode Node, NodePlan Plan, ImmutableArray<int> Inputs, ImmutableArray<int> Outputs, ImmutableArray<int> Released);
