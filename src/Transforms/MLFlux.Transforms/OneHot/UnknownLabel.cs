namespace MLFlux;

/// <summary>What one-hot encoding makes of a value that is not among the stated labels.</summary>
public enum UnknownLabel
{
    /// <summary>An error that names the column, the value and the labels. The default.</summary>
    Refuse,

    /// <summary>A vector of zeros.</summary>
    Zeros,
}
