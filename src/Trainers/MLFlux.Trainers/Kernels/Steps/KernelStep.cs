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

    /// <summary>How many values the step gives for a row: those of all members.</summary>
    public int Width => Output.Size * Site.Members;

    /// <summary>How many multiplications an example without zeros takes, forward.</summary>
    public abstract long Cost { get; }

    /// <summary>How long a batch or a block of rows takes, in multiplications of a convolution by own steps.</summary>
    public virtual double OwnTime => Cost;

    /// <summary>How long libtorch takes over the same.</summary>
    public virtual double LibtorchTime => Cost;

    /// <summary>
    /// How long a multiplication takes row by row, beside one of libtorch's over a block of rows. Measured, and the same for all shapes,
    /// so that the same rows are always computed by the same means.
    /// </summary>
    public abstract double RowCost { get; }

    /// <summary>Whether the step is there for one row at a time in scoring.</summary>
    public virtual bool ScoresRows => true;

    /// <summary>Whether zeros among its inputs cost nothing.</summary>
    public virtual bool SkipsZeros => false;

    /// <summary>How long a row takes, beside libtorch's multiplications of as many, where some of its inputs are zeros.</summary>
    /// <param name="nonzero">The share of the inputs that are none, from 0 to 1.</param>
    public virtual double RowTime(double nonzero) => Cost * RowCost * (SkipsZeros ? nonzero : 1);

    /// <summary>The same for each of many rows at once.</summary>
    /// <param name="nonzero">The share of the inputs that are none, from 0 to 1.</param>
    /// <param name="used">The share of the inputs that are none in some row of a tile, from 0 to 1.</param>
    public virtual double BlockTime(double nonzero, double used) => RowTime(nonzero);

    /// <summary>The step for batches in training, forward and backward. The caller disposes it.</summary>
    /// <param name="memory">The network's weights and gradients, of whose place <see cref="Site"/> tells.</param>
    /// <param name="isFirst">Whether the step takes the features, of which nobody needs a gradient.</param>
    /// <exception cref="NotSupportedException">The step is one of scoring alone, of which there is none in a plan to train.</exception>
    public virtual BatchStep ForBatches(BatchMemory memory, bool isFirst) =>
        throw new NotSupportedException($"{GetType().Name} is a step of scoring alone.");

    /// <summary>The step for one row at a time in scoring.</summary>
    /// <param name="weights">Gives a weight's values by its name in the network; they are copied.</param>
    /// <exception cref="NotSupportedException">The step takes no single rows; see <see cref="ScoresRows"/>.</exception>
    public virtual RowStep ForRows(Func<string, ReadOnlyMemory<float>> weights) =>
        throw new NotSupportedException($"{GetType().Name} takes no single rows.");
}
