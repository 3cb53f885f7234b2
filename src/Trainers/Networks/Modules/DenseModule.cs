using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MLFlux.Networks;

/// <summary>Computes <see cref="DenseLayer"/>: [rows, inputs] → [rows, outputs].</summary>
internal sealed class DenseModule : nn.Module<Tensor, Tensor>
{
    // TorchSharp replaces these fields, found by these names, when the module moves to another device or type.
    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter? _bias;

    private readonly Activation _activation;

    public DenseModule(Parameter weight, Parameter? bias, Activation activation)
        : base("Dense")
    {
        _weight = weight;
        _bias = bias;
        _activation = activation;
        register_parameter("weight", weight);
        if (bias is not null)
            register_parameter("bias", bias);
    }

    public override Tensor forward(Tensor input) => _activation.Apply(nn.functional.linear(input, _weight, _bias));
}
