using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Computes <see cref="ScaleLayer"/>: [rows, ...] → the same shape.</summary>
internal sealed class ScaleModule(Parameter weight, Parameter? bias, Activation activation)
    : WeightedModule("Scale", weight, bias)
{
    public override Tensor forward(Tensor input)
    {
        if (Bias is null)
            return activation.Apply(input * Weight);
        return activation.Apply(Bias.PlusProduct(input, Weight));
    }
}
