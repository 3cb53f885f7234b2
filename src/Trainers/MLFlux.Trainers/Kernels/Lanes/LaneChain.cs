using System.Runtime.Intrinsics;

namespace MLFlux.Kernels;

/// <summary>Steps one after another for blocks of rows side by side, and how the values between them lie. Owns the passes.</summary>
internal sealed class LaneChain : IDisposable
{
    private LaneChain(LanePass[] passes, LanePlanes[] values, LanePlanes[] gradients) =>
        (Passes, Values, Gradients) = (passes, values, gradients);

    /// <summary>The steps.</summary>
    public IReadOnlyList<LanePass> Passes { get; }

    /// <summary>How the values before each step lie, and those behind the last.</summary>
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
    /// Whether steps score blocks of rows side by side: each has a quick pass, and values that another shape is given have no border.
    /// </summary>
    public static bool Takes(IReadOnlyList<KernelStep> steps) => steps.Select((step, i) => step is ILaneStep { IsQuick: true } lanes
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
        // A border is the next step's wish as far as values go, and the last step's for gradients.
        int lanes = TLanes.Count, count = steps.Count;
        ILaneStep[] all = [.. steps.Cast<ILaneStep>()];
        Border[] ofValues = [.. all.Select(step => step.InputBorder), default];
        Border[] ofGradients = [default, .. all.Select(step => step.GradientBorder)];
        var passes = new LanePass[count];
        for (int i = 0; i < count; i++)
        {
            Shape input = steps[i].Site.Input, output = steps[i].Output;
            var frame = new LaneFrame(
                LanePlanes.Of(input, lanes, ofValues[i]), LanePlanes.Of(output, lanes, ofValues[i + 1]),
                isFirst && i == 0 ? null : LanePlanes.Of(input, lanes, ofGradients[i]),
                LanePlanes.Of(output, lanes, ofGradients[i + 1]));
            passes[i] = all[i].CreatePass<TVector, TLanes>(frame, memory);
        }

        Shape[] shapes = [steps[0].Site.Input, .. steps.Select(step => step.Output)];
        return new LaneChain(
            passes,
            [.. shapes.Zip(ofValues, (shape, border) => LanePlanes.Of(shape, lanes, border))],
            [.. shapes.Zip(ofGradients, (shape, border) => LanePlanes.Of(shape, lanes, border))]);
    }
}
