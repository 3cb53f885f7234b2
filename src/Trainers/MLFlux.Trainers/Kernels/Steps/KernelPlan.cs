namespace MLFlux.Kernels;

/// <summary>
/// The steps that compute a network without libtorch's graph and modules, in their order. Training, block scoring and the scoring of
/// single rows bind the same plan to their weights and memory.
/// </summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
internal sealed class KernelPlan
{
    private KernelPlan(IReadOnlyList<KernelStep> steps) => Steps = steps;

    /// <summary>The steps: at least one. Layers that pass their values on have none.</summary>
    public IReadOnlyList<KernelStep> Steps { get; }

    /// <summary>How many members the last step gives the outputs of: in training they are not averaged, in scoring it is one.</summary>
    public int Members => Steps[^1].Site.Members;

    /// <summary>
    /// The plan of a network, or null where one of its layers has no step, none of them computes, or libtorch is sooner done with it:
    /// see <see cref="StepRates"/>.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="input">The shape of one example.</param>
    /// <param name="isTraining">Whether the plan is to train the network, or to score with it.</param>
    public static KernelPlan? TryCreate(Layer network, Shape input, bool isTraining)
    {
        var site = new StepSite("", input, Start: 0, FirstParameter: 0, isTraining);
        return StepTable.TryPlan(network, site) is { Count: > 0 } steps && !AverageWithin(steps) && !IsLibtorchs(steps)
            ? new KernelPlan(steps) : null;
    }

    /// <summary>
    /// A plan is all of a network or nothing, as bringing values from one side to the other takes longer than most layers. Rows side by
    /// side are of no use in training without vectors.
    /// </summary>
    private static bool IsLibtorchs(IReadOnlyList<KernelStep> steps) =>
        (steps[0].Site.IsTraining && !LaneWidth.IsFast && steps.Any(step => step is ILaneStep { IsForLanes: true }))
        || steps.Sum(step => step.LibtorchTime) < steps.Sum(step => step.OwnTime);

    /// <summary>Whether training would take the mean of members within the network, for which there is no step.</summary>
    private static bool AverageWithin(IReadOnlyList<KernelStep> steps) =>
        steps[0].Site.IsTraining
        && Enumerable.Range(1, steps.Count - 1).Any(i => steps[i].Site.Members == 1 && steps[i - 1].Site.Members > 1);
}
