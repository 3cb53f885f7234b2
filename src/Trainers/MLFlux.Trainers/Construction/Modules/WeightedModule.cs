using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>The module of a layer with a weight and perhaps a bias, under PyTorch's names.</summary>
internal abstract class WeightedModule : nn.Module<Tensor, Tensor>
{
    // TorchSharp replaces these fields, found by these names, when the module moves to another device or type.
    [ComponentName(Name = "weight")]
    private readonly Parameter? _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter? _bias;

    protected WeightedModule(string name, Parameter? weight, Parameter? bias)
        : base(name)
    {
        _weight = weight;
        _bias = bias;
        if (weight is not null)
            register_parameter("weight", weight);
        if (bias is not null)
            register_parameter("bias", bias);
    }

    protected Parameter? OptionalWeight => _weight;

    protected Parameter Weight => _weight ?? throw new InvalidOperationException($"{GetName()} has no weight.");

    protected Parameter? Bias => _bias;
}
