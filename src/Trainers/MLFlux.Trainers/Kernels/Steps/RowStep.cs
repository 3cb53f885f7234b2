namespace MLFlux.Kernels;

/// <summary>A step with its weights, for one row at a time.</summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
/// <param name="outputs">How many values the step gives.</param>
internal abstract class RowStep(int outputs)
{
    /// <summary>How many values the step gives.</summary>
    public int Outputs { get; } = outputs;

    /// <summary>How many values the step writes: <see cref="Outputs"/>, rounded up to whole vectors.</summary>
    public int PaddedOutputs { get; } = NonzeroProduct.Padded(outputs);

    /// <param name="x">The inputs.</param>
    /// <param name="y">Takes <see cref="PaddedOutputs"/> values, of which the first <see cref="Outputs"/> count.</param>
    public abstract void Run(ReadOnlySpan<float> x, Span<float> y);

    /// <summary>The same for many rows, one after another where a step knows no quicker way.</summary>
    /// <param name="x">The rows.</param>
    /// <param name="y">Takes what each gives.</param>
    public virtual void Run(RowBlock x, RowBlock y)
    {
        for (int row = 0; row < x.Count; row++)
            Run(x.Row(row), y.Row(row)[..PaddedOutputs]);
    }
}
