namespace MLFlux.Kernels;

/// <summary>
/// What a normalisation's gradients with respect to x are made of, for each channel: (g − (x − μ) slope − shift) scale.
/// </summary>
/// <param name="Means">μ.</param>
/// <param name="Slopes">How a value's distance from the mean moves the variance of the batch.</param>
/// <param name="Shifts">How each value moves the mean of the batch.</param>
/// <param name="Scales">γ / √(v + ε).</param>
internal sealed record NormTerms(float[] Means, float[] Slopes, float[] Shifts, float[] Scales);
