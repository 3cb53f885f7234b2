namespace MLFlux;

/// <summary>libtorch, the native library under TorchSharp, is missing or does not load on this machine.</summary>
public sealed class LibtorchException : InvalidOperationException
{
    /// <summary>Makes an exception with a standard message.</summary>
    public LibtorchException()
        : this("libtorch could not be loaded.")
    {
    }

    /// <summary>Makes an exception with a message that says what is missing and how to get it.</summary>
    public LibtorchException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message and the loader's own.</summary>
    public LibtorchException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
