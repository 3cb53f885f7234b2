namespace MLFlux;

/// <summary>How the vectors of a text's tokens become one vector.</summary>
public enum TokenPooling
{
    /// <summary>The mean over all tokens, those for the text's start and end included, and padding left out.</summary>
    Mean,

    /// <summary>The vector of the token for the text's start.</summary>
    First,

    /// <summary>None: the network gives a vector for each token, with those for start, end and padding.</summary>
    None,
}
