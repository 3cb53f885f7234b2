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
        string path = step.Site.Path;
        int channels = step.Output[0];
        float[] means = weights(path + "running_mean").ToArray(), variances = weights(path + "running_var").ToArray();
        float[] gamma = step.IsAffine ? weights(path + "weight").ToArray() : [.. Enumerable.Repeat(1f, channels)];
        float[] beta = step.IsAffine ? weights(path + "bias").ToArray() : new float[channels];
        _activation = step.Activation;
        _means = OfValues(means);
        _scales = OfValues([.. gamma.Zip(variances, (scale, variance) => (float)(scale / Math.Sqrt(variance + step.Epsilon)))]);
        _shifts = OfValues(beta);
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
