using static TorchSharp.torch;

namespace MLFlux.Networks;

/// <summary>Computes <see cref="SoftmaxLayer"/>: [rows, classes] → [rows, classes], each row adding up to 1.</summary>
internal sealed class SoftmaxModule() : nn.Module<Tensor, Tensor>("Softmax")
{
    public override Tensor forward(Tensor input) => nn.functional.softmax(input, 1);
}
