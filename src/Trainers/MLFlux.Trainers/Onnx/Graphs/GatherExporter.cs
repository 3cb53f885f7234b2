using MLFlux.Graphs;

namespace MLFlux.Onnx;

/// <summary>Looking up. A single known place is written as a vector of one, since a graph's constants are vectors.</summary>
internal static class GatherExporter
{
    public static string Export(StepExport step)
    {
        NodeContext node = step.Context;
        long axis = node.Axis(node.Integer("axis", 0), step.Value(0).Rank);
        if (step.Value(1) is not { Known: { } known, Rank: not 1 })
            return step.Graph.Node("Gather", [step[0], step[1]], ("axis", axis));
        string places = step.Graph.Integers("places", [.. known.Select(place => (long)place.Value)]);
        return step.Reshape(step.Graph.Node("Gather", [step[0], places], ("axis", axis)));
    }
}
