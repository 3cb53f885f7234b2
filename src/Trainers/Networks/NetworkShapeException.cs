namespace MLFlux;

/// <summary>
/// The layers of a network do not fit each other, its input, or the label. The message names the layer as it was written,
/// what it expects, what it got, and what to do.
/// </summary>
public sealed class NetworkShapeException : InvalidOperationException
{
    /// <summary>Makes an exception with a standard message.</summary>
    public NetworkShapeException()
        : this("The shapes of the network do not fit.")
    {
    }

    /// <summary>Makes an exception with a message of one or two sentences.</summary>
    public NetworkShapeException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message and the one that led to it.</summary>
    public NetworkShapeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
