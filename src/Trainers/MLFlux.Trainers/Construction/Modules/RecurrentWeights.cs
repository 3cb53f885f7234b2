using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Rows of the weights by which a recurrent layer takes in its state.</summary>
internal readonly record struct RecurrentWeights(Tensor Weight, Tensor? Bias)
{
    /// <summary>W x + b: [rows, hidden] → [rows, gates × hidden].</summary>
    public Tensor Times(Tensor x) => nn.functional.linear(x, Weight, Bias);
}
