using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Computes <see cref="BilinearLayer"/>: [rows, n] or [rows, 2, n] → [rows, outputs].</summary>
internal sealed class BilinearModule(Parameter own, Parameter? ownBias, Activation activation)
    : WeightFunctionModule("Bilinear", own, ownBias)
{
    public override Tensor Compute(Tensor input, Tensor weight, Tensor? bias)
    {
        if (input.dim() == 2)
            return activation.Apply(nn.functional.bilinear(input, input, weight, bias));
        using Tensor first = input.select(1, 0);
        using Tensor second = input.select(1, 1);
        return activation.Apply(nn.functional.bilinear(first, second, weight, bias));
    }
}
