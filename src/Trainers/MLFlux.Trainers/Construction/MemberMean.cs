namespace MLFlux.Construction;

/// <summary>What <see cref="MembersLayer"/> and <see cref="EnsembleLayer"/> give the mean of.</summary>
internal enum MemberMean
{
    /// <summary>Of the values as they are.</summary>
    Values,

    /// <summary>Of the probabilities that a softmax makes of the values; given as their logarithms.</summary>
    Probabilities,

    /// <summary>Of the probabilities that the logistic function makes of each value; given as its logit.</summary>
    Logits,
}
