namespace MLFlux;

/// <summary>Training met a loss that is not a number or infinite before a first epoch was done, so there is no model to keep.</summary>
public sealed class NonFiniteLossException : InvalidOperationException
{
    /// <summary>Makes an exception with a standard message.</summary>
    public NonFiniteLossException()
        : this("The loss is not finite.")
    {
    }

    /// <summary>Makes an exception with a message that names the epoch and the batch.</summary>
    public NonFiniteLossException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message and the one that led to it.</summary>
    public NonFiniteLossException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
