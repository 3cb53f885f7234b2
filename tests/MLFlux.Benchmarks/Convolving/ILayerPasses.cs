namespace MLFlux.Benchmarks.Convolving;

/// <summary>The passes of one layer over some rows.</summary>
internal interface ILayerPasses : IDisposable
{
    /// <summary>The outputs.</summary>
    void Forward();

    /// <summary>The gradients of the weights and, where they are wanted, those of the inputs.</summary>
    void Backward(bool toInputs);
}
