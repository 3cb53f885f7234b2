namespace MLFlux.Engines;

/// <summary>A network that an engine has made ready. Safe for any thread.</summary>
internal interface IEngineSession : IDisposable
{
    /// <summary>Computes rows.</summary>
    /// <param name="rows">The rows' values, one row after another.</param>
    /// <param name="count">How many rows there are.</param>
    /// <param name="outputs">Takes what the network gives, one row after another.</param>
    /// <returns>
    /// Whether the rows are such that the engine computes them; where it does not, the outputs are not to be used.
    /// </returns>
    bool TryCompute(Memory<float> rows, int count, Memory<float> outputs);
}
