namespace MLFlux;

/// <summary>How the score of a single row is led back to its features.</summary>
public enum ExplanationMethod
{
    /// <summary>
    /// Integrated gradients: the contributions add up to the score less that of the baseline. Keys, between which nothing lies, go over
    /// at once, before the numbers and after them, and the means count.
    /// </summary>
    IntegratedGradients,

    /// <summary>
    /// What the score loses where a column has the baseline's values. For any network; the contributions do not add up.
    /// </summary>
    Occlusion,
}
