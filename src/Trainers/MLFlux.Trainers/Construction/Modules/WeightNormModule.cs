using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Computes <see cref="WeightNormLayer"/>: the layer within with a weight made of a direction and a length.</summary>
internal sealed class WeightNormModule : nn.Module<Tensor, Tensor>
{
    /// <summary>Added to the square of a length, so that one of 0 has a slope; far below what float32 tells from 1.</summary>
    public const double Epsilon = 1e-20;

    // TorchSharp replaces these fields, found by these names, when the module moves to another device or type.
    [ComponentName(Name = "weight_v")]
    private readonly Parameter _direction;

    [ComponentName(Name = "bias")]
    private readonly Parameter? _bias;

    [ComponentName(Name = "weight_g")]
    private readonly Parameter _length;

    private readonly WeightFunctionModule _layer;

    /// <param name="layer">The module of the layer within, of which the function alone is used; its parameters become this one's.</param>
    /// <param name="length">g, of as many dimensions as the weight.</param>
    public WeightNormModule(WeightFunctionModule layer, Parameter length)
        : base("WeightNorm")
    {
        _layer = layer;
        Dictionary<string, Parameter> own = layer.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        register_parameter("weight_v", _direction = own["weight"]);
        if (own.TryGetValue("bias", out _bias))
            register_parameter("bias", _bias);
        register_parameter("weight_g", _length = length);
    }

    /// <summary>The length of each output's part of a weight: [outputs, 1, ...].</summary>
    public static Tensor Lengths(Tensor weight)
    {
        using DisposeScope scope = NewDisposeScope();
        long[] others = [.. Enumerable.Range(1, (int)weight.dim() - 1).Select(dimension => (long)dimension)];
        return (weight.Squared().sum(others, keepdim: true) + (Number)Epsilon).sqrt().MoveToOuterDisposeScope();
    }

    public override Tensor forward(Tensor input)
    {
        using Tensor lengths = Lengths(_direction);
        using Tensor factors = _length / lengths;
        using Tensor weight = _direction * factors;
        return _layer.Compute(input, weight, _bias);
    }
}
