namespace MLFlux.Kernels;

/// <summary>Steps one after another that are trained for blocks of rows side by side: rows are brought so once, before the first.</summary>
internal sealed class LaneRunStep : KernelStep
{
    private readonly IReadOnlyList<KernelStep> _steps;

    private LaneRunStep(IReadOnlyList<KernelStep> steps)
        : base(steps[0].Site, steps[^1].Output) => _steps = steps;

    public override long Cost => _steps.Sum(step => step.Cost);

    public override double RowCost => _steps.Sum(step => step.Cost * step.RowCost) / Math.Max(1, Cost);

    /// <summary>
    /// Steps as they are to be trained: each run that begins and ends with a step that is for lanes, as long as it can be, is one step.
    /// </summary>
    public static IEnumerable<KernelStep> Join(IReadOnlyList<KernelStep> steps)
    {
        for (int i = 0; i < steps.Count;)
        {
            int count = steps[i] is ILaneStep { IsForLanes: true } ? Length(steps, i) : 0;
            if (count > 0)
                yield return new LaneRunStep([.. steps.Skip(i).Take(count)]);
            else
                yield return steps[i];
            i += Math.Max(1, count);
        }
    }

    public override BatchStep ForBatches(BatchMemory memory, bool isFirst) =>
        new LaneBatchStep(_steps, LaneWidth.For(memory.Capacity), memory, isFirst);

    private static int Length(IReadOnlyList<KernelStep> steps, int first)
    {
        int end = first;
        for (int i = first; i < steps.Count && steps[i] is ILaneStep step && step.Trains; i++)
        {
            if (i > first && !steps[i].Site.Input.Equals(steps[i - 1].Output))
                break; // Of another shape the same values may have borders elsewhere.
            if (step.IsForLanes)
                end = i + 1;
        }

        return end - first;
    }
}
