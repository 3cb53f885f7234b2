namespace MLFlux.Engines;

/// <summary>Computes networks in place of libtorch where it does so sooner. Safe for any thread.</summary>
internal interface INetworkEngine
{
    /// <summary>What people call it.</summary>
    string Name { get; }

    /// <summary>Makes a network ready.</summary>
    /// <param name="onnx">The network as an ONNX file with one input and one output.</param>
    /// <param name="threads">How many threads one call computes with.</param>
    /// <exception cref="NotSupportedException">The engine does not take the network, or is not whole here; with the reason.</exception>
    IEngineSession Open(byte[] onnx, int threads);
}
