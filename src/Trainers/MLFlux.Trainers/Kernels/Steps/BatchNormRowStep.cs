using System.Numerics.Tensors;

namespace MLFlux.Kernels;

/// <summary>Batch normalisation and its activation for one row, by the running means.</summary>
internal sealed class BatchNormRowStep : RowStep
{
    private readonly Activation _activation;
    private readonly float[] _means; // Of each value, as are the others.
    private readonly float[] _scales;
    private readonly float[] _shifts;

    /// <param name="step">The normalisation.</param>
    /// <param name="weights">Gives a weight's values by its name in the network; they are copied.</param>
    public BatchNormRowStep(BatchNormStep step, Func<string, ReadOnlyMemory<float>> weights)
        : base(step.Output.Size)
    {
        (float[] means, float[] scales, float[] shifts) = step.Terms(weights);
        _activation = step.Activation;
        _means = OfValues(means);
        _scales = OfValues(scales);
        _shifts = OfValues(shifts);
    }

    public override void Run(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> values = y[..Outputs];
        TensorPrimitives.Subtract(x, _means, values);
        TensorPrimitives.MultiplyAdd(values, _scales, _shifts, values);
        ActivationKernel.Apply(_activation, values);
    }

    private float[] OfValues(float[] ofChannels)
    {
        int values = Outputs / ofChannels.Length;
        return [.. ofChannels.SelectMany(value => Enumerable.Repeat(value, values))];
    }
}
