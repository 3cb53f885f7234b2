namespace MLFlux;

/// <summary>MPI is not there, belongs to another launcher, or reports an error.</summary>
public sealed class MpiException : InvalidOperationException
{
    /// <param name="message">What is wrong, and what to do.</param>
    internal MpiException(string message)
        : base(message)
    {
    }
}
