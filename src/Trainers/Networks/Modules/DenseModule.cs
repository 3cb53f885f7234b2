using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Computes <see cref="DenseLayer"/>: [rows, inputs] → [rows, outputs], or with the steps of a sequence between.</summary>
internal sealed class DenseModule(Parameter weight, Parameter? bias, Activation activation)
    : WeightedModule("Dense", weight, bias)
{
    public override Tensor forward(Tensor input) => activation.Apply(nn.functional.linear(input, Weight, Bias));
}
