using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Computes <see cref="BilinearLayer"/>: [rows, n] or [rows, 2, n] → [rows, outputs].</summary>
internal sealed class BilinearModule(Parameter weight, Parameter? bias, Activation activation)
    : WeightedModule("Bilinear", weight, bias)
{
    public override Tensor forward(Tensor input)
    {
        if (input.dim() == 2)
            return activation.Apply(nn.functional.bilinear(input, input, Weight, Bias));
        using Tensor first = input.select(1, 0);
        using Tensor second = input.select(1, 1);
        return activation.Apply(nn.functional.bilinear(first, second, Weight, Bias));
    }
}
