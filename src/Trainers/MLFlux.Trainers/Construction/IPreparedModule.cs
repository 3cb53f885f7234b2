using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>A module that learns something from the training rows before the first epoch, and keeps it in buffers.</summary>
internal interface IPreparedModule
{
    /// <summary>Fills the module's buffers. Called without gradient recording.</summary>
    /// <param name="inputs">What the layers before this one make of a sample of the training rows: [rows, ...input].</param>
    void Prepare(Tensor inputs);
}
