using System.Collections.Immutable;
using static TorchSharp.torch;

namespace MLFlux.Graphs;

/// <summary>An operation whose inputs are known by type and shape, ready to compute.</summary>
/// <param name="Outputs">What is known of what it gives.</param>
/// <param name="Compute">Gives tensors of their own, as many as <paramref name="Outputs"/>. Loads libtorch only when it is called.</param>
internal sealed record NodePlan(ImmutableArray<GraphValue> Outputs, Func<NodeRun, Tensor[]> Compute)
{
    /// <summary>An operation with one output.</summary>
    public static NodePlan Of(GraphValue output, Func<NodeRun, Tensor> compute) => new([output], run => [compute(run)]);

    /// <summary>An operation whose output is known: nothing has to be computed.</summary>
    public static NodePlan Of(GraphValue known) => Of(known, run => run.Materialize(known));

    /// <summary>An operation whose output is its first input.</summary>
    public static NodePlan Passes(GraphValue input) => Of(input, run => run[0].alias());
}
