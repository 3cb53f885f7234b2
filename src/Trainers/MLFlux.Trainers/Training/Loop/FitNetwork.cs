using MLFlux.Construction;

namespace MLFlux.Training;

/// <summary>The network of a fit.</summary>
/// <param name="Description">What the network was built from, without the final function of its task.</param>
/// <param name="Built">The network to train.</param>
/// <param name="Inputs">The columns that it reads.</param>
/// <param name="Head">What stands between the network's outputs and the loss.</param>
/// <param name="Seed">Decides what is random in the threads' own networks, and in augmentation.</param>
internal sealed record FitNetwork(Layer Description, BuiltNetwork Built, InputLayout Inputs, LossHead Head, int Seed)
{
    /// <summary>The shape of one example.</summary>
    public Shape InputShape => Inputs.Shape;
}
