namespace MLFlux;

/// <summary>
/// The layers of a network do not fit each other, its input, or the label. The message names the layer as it was written,
/// what it expects, what it got, and what to do.
/// </summary>
public sealed class NetworkShapeException : InvalidOperationException
{
    private readonly Layer? _layer;
    private readonly string _problem = "";
    private readonly string[] _path = [];

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

    /// <summary>Makes the exception of one layer: its text, then the problem.</summary>
    internal NetworkShapeException(Layer layer, string problem)
        : this(layer, problem, path: [], siblings: 0)
    {
    }

    private NetworkShapeException(Layer layer, string problem, string[] path, int siblings)
        : base(path.Length switch
        {
            0 => $"{layer}: {problem}",
            1 when char.IsAsciiDigit(path[0][0]) => $"Layer {path[0]} of {siblings}, {layer}: {problem}",
            _ => $"Layer {string.Join('.', path)}, {layer}: {problem}",
        })
    {
        _layer = layer;
        _problem = problem;
        _path = path;
    }

    /// <summary>The same fault, seen from the container in which the layer stands.</summary>
    /// <param name="place">The layer's place in the container, from 1, or its name.</param>
    /// <param name="siblings">How many layers the container has.</param>
    internal NetworkShapeException Within(string place, int siblings) =>
        _layer is null ? this : new NetworkShapeException(_layer, _problem, [place, .. _path], siblings);
}
