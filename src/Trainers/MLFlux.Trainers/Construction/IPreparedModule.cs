using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>A module that learns something from the training rows before the first epoch, and keeps it in its own tensors.</summary>
internal interface IPreparedModule
{
    /// <summary>The names of the tensors that it fills; empty where it has nothing to learn.</summary>
    IReadOnlyList<string> Prepared { get; }

    /// <summary>Fills these tensors. Called without gradient recording.</summary>
    /// <param name="inputs">What the layers before this one make of a sample of the training rows: [rows, ...input].</param>
    void Prepare(Tensor inputs);
}
