namespace MLFlux.Kernels;

/// <summary>One step of a <see cref="KernelPlan"/>: what is computed, without weights and without memory.</summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
/// <param name="site">Where the step stands.</param>
/// <param name="output">The shape of one example that it gives.</param>
internal abstract class KernelStep(StepSite site, Shape output)
{
    /// <summary>Where the step stands, and the shape it takes.</summary>
    public StepSite Site { get; } = site;

    /// <summary>The shape of one example that the step gives.</summary>
    public Shape Output { get; } = output;

    /// <summary>How many multiplications an example without zeros takes, forward.</summary>
    public abstract long Cost { get; }

    /// <summary>The step for batches in training, forward and backward. The caller disposes it.</summary>
    /// <param name="memory">The network's weights and gradients, of whose place <see cref="Site"/> tells.</param>
    /// <param name="isFirst">Whether the step takes the features, of which nobody needs a gradient.</param>
    public abstract BatchStep ForBatches(BatchMemory memory, bool isFirst);

    /// <summary>The step for one row at a time in scoring.</summary>
    /// <param name="weights">Gives a weight's values by its name in the network; they are copied.</param>
    public abstract RowStep ForRows(Func<string, ReadOnlyMemory<float>> weights);
}
