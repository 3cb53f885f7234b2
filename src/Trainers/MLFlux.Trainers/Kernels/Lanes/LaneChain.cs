using System.Runtime.Intrinsics;

namespace MLFlux.Kernels;

/// <summary>Steps one after another for blocks of rows side by side, and how the values between them lie. Owns the passes.</summary>
internal sealed class LaneChain : IDisposable
{
    private LaneChain(LaneGraph graph, LanePass[] passes, LanePlanes[] values, LanePlanes[] gradients) =>
        (Graph, Passes, Values, Gradients) = (graph, passes, values, gradients);

    /// <summary>What takes what.</summary>
    public LaneGraph Graph { get; }

    /// <summary>The steps of the graph, in their order.</summary>
    public IReadOnlyList<LanePass> Passes { get; }

    /// <summary>How the values lie: what the first step takes, and what each gives.</summary>
    public IReadOnlyList<LanePlanes> Values { get; }

    /// <summary>How the gradients with respect to them lie.</summary>
    public IReadOnlyList<LanePlanes> Gradients { get; }

    /// <param name="steps">The steps, each a <see cref="ILaneStep"/>.</param>
    /// <param name="lanes">How many rows are side by side: 4, 8 or 16.</param>
    /// <param name="memory">In training, the network's weights and gradients; null in scoring.</param>
    /// <param name="isFirst">Whether nobody needs the gradients of what the first step takes.</param>
    public static LaneChain Create(IReadOnlyList<KernelStep> steps, int lanes, BatchMemory? memory, bool isFirst) => lanes switch
    {
        16 => Create<Vector512<float>, Lanes512>(steps, memory, isFirst),
        8 => Create<Vector256<float>, Lanes256>(steps, memory, isFirst),
        _ => Create<Vector128<float>, Lanes128>(steps, memory, isFirst),
    };

    /// <summary>
    /// Whether steps score blocks of rows side by side: each has a pass, and values that another shape is given have no border.
    /// </summary>
    public static bool Takes(IReadOnlyList<KernelStep> steps) => steps.Select((step, i) => step is ILaneStep lanes
        && (i == 0 || lanes.InputBorder == default || step.Site.Input.Equals(steps[i - 1].Output))).All(takes => takes);

    /// <summary>Memory for the values of a block, or for the gradients with respect to them.</summary>
    public static LaneMemory[] Allocate(IEnumerable<LanePlanes> planes) => [.. planes.Select(plane => new LaneMemory(plane.Size))];

    public void Dispose()
    {
        foreach (LanePass pass in Passes)
            pass.Dispose();
    }

    private static LaneChain Create<TVector, TLanes>(IReadOnlyList<KernelStep> steps, BatchMemory? memory, bool isFirst)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        // Who takes values wishes for their border, and who gives them for that of their gradients.
        int lanes = TLanes.Count;
        var graph = new LaneGraph(steps);
        IReadOnlyList<LaneNode> nodes = graph.Nodes;
        Shape[] shapes = [graph.Input, .. nodes.Select(node => node.Step.Output)];
        Border[] ofValues = [.. shapes.Select((_, value) => nodes.Where(node => node.Source == value)
            .Select(node => ((ILaneNode)node.Step).InputBorder).Aggregate(default(Border), Border.Around))];
        Border[] ofGradients =
            [default, .. nodes.Select(node => isFirst && node.Source == 0 ? default : ((ILaneNode)node.Step).GradientBorder)];
        LanePlanes[] values = [.. shapes.Zip(ofValues, (shape, border) => LanePlanes.Of(shape, lanes, border))];
        LanePlanes[] gradients = [.. shapes.Zip(ofGradients, (shape, border) => LanePlanes.Of(shape, lanes, border))];
        LanePlanes? Wanted(int value, Shape shape) =>
            isFirst && value == 0 ? null : LanePlanes.Of(shape, lanes, ofGradients[value]);

        var passes = new LanePass[nodes.Count];
        for (int i = 0; i < passes.Length; i++)
        {
            (KernelStep step, int source, int? other) = nodes[i];
            Shape input = step.Site.Input;
            passes[i] = ((ILaneNode)step).CreatePass<TVector, TLanes>(
                new LaneFrame(
                    LanePlanes.Of(input, lanes, ofValues[source]), values[i + 1], Wanted(source, input), gradients[i + 1])
                {
                    Other = other is int second ? values[second] : null,
                    OtherGradient = other is int wanted ? Wanted(wanted, input) : null,
                },
                memory);
        }

        return new LaneChain(graph, passes, values, gradients);
    }
}
