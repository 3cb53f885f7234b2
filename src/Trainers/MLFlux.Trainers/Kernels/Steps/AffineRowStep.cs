using System.Numerics.Tensors;

namespace MLFlux.Kernels;

/// <summary>σ((x − μ) s + b) of each channel for one row, as normalisations have it in scoring.</summary>
internal sealed class AffineRowStep : RowStep
{
    private readonly Activation _activation;
    private readonly float[] _means; // Of each value, as are the others.
    private readonly float[] _scales;
    private readonly float[] _shifts;

    /// <param name="outputs">How many values there are.</param>
    /// <param name="activation">σ.</param>
    /// <param name="terms">μ, s and b of each channel.</param>
    public AffineRowStep(int outputs, Activation activation, (float[] Means, float[] Scales, float[] Shifts) terms)
        : base(outputs)
    {
        _activation = activation;
        _means = OfValues(terms.Means);
        _scales = OfValues(terms.Scales);
        _shifts = OfValues(terms.Shifts);
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
