using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Computes a <see cref="NormalizationLayer"/> that keeps no running means: [rows, ...] → the same shape.</summary>
internal sealed class NormalizationModule(
    string name, Parameter? weight, Parameter? bias, Func<Tensor, Tensor?, Tensor?, Tensor> normalize, Activation activation)
    : WeightedModule(name, weight, bias)
{
    public override Tensor forward(Tensor input) => activation.Apply(normalize(input, OptionalWeight, Bias));
}
