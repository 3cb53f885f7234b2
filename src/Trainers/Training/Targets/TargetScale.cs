namespace MLFlux.Training;

/// <summary>Turns the numbers of a regression into ones of mean 0 and deviation 1, which networks learn well, and back.</summary>
/// <param name="Means">The mean of each number over the training rows.</param>
/// <param name="Deviations">The standard deviation of each, greater than 0.</param>
internal sealed record TargetScale(float[] Means, float[] Deviations)
{
    /// <summary>The scale that changes nothing.</summary>
    public static TargetScale None(int width)
    {
        var deviations = new float[width];
        Array.Fill(deviations, 1);
        return new TargetScale(new float[width], deviations);
    }

    /// <summary>From the label's own unit to standard deviations from its mean.</summary>
    public void Apply(ReadOnlySpan<float> values, Span<float> standardized)
    {
        for (int i = 0; i < Means.Length; i++)
            standardized[i] = (values[i] - Means[i]) / Deviations[i];
    }

    /// <summary>Back to the label's own unit, in place.</summary>
    public void Undo(Span<float> standardized)
    {
        for (int i = 0; i < Means.Length; i++)
            standardized[i] = standardized[i] * Deviations[i] + Means[i];
    }
}
