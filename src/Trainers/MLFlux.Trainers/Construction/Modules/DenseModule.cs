using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Computes <see cref="DenseLayer"/>: [rows, inputs] → [rows, outputs], or with the steps of a sequence between.</summary>
internal sealed class DenseModule(Parameter own, Parameter? ownBias, Activation activation)
    : WeightFunctionModule("Dense", own, ownBias)
{
    public override Tensor Compute(Tensor input, Tensor weight, Tensor? bias) =>
        activation.Apply(nn.functional.linear(input, weight, bias));

    protected override Tensor Patches(Tensor rows) => rows.reshape(-1, Weight.size(1));
}
