namespace MLFlux.Scores;

/// <summary>What two models say that are joined.</summary>
internal enum ScoreKinds
{
    /// <summary>A number each.</summary>
    Number,

    /// <summary>The probability of yes each.</summary>
    Probability,

    /// <summary>A probability for each class each.</summary>
    Probabilities,
}
