namespace MLFlux;

/// <summary>
/// Ranks that train one model together do not agree, or another of them failed: thrown on every rank, before any training.
/// </summary>
public sealed class RankException : InvalidOperationException
{
    /// <param name="message">Which rank, and what is wrong.</param>
    internal RankException(string message)
        : base(message)
    {
    }
}
