using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MLFlux.Networks;

/// <summary>Computes <see cref="BatchNormLayer"/>: [rows, channels, ...] → the same shape.</summary>
internal sealed class BatchNormModule : nn.Module<Tensor, Tensor>
{
    // TorchSharp replaces these fields, found by these names, when the module moves to another device or type.
    [ComponentName(Name = "weight")]
    private readonly Parameter? _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter? _bias;

    [ComponentName(Name = "running_mean")]
    private readonly Tensor _mean;

    [ComponentName(Name = "running_var")]
    private readonly Tensor _variance;

    private readonly double _epsilon;
    private readonly double _momentum;

    public BatchNormModule(
        Parameter? weight, Parameter? bias, Tensor mean, Tensor variance, double epsilon, double momentum)
        : base("BatchNorm")
    {
        _weight = weight;
        _bias = bias;
        _mean = mean;
        _variance = variance;
        _epsilon = epsilon;
        _momentum = momentum;
        if (weight is not null)
            register_parameter("weight", weight);
        if (bias is not null)
            register_parameter("bias", bias);
        register_buffer("running_mean", mean);
        register_buffer("running_var", variance);
    }

    public override Tensor forward(Tensor input)
    {
        // The unbiased variance of a single value is 0/0: libtorch would make the running variance NaN for good.
        bool hasVariance = input.numel() > input.size(1);
        return nn.functional.batch_norm(
            input, _mean, _variance, _weight, _bias, training && hasVariance, _momentum, _epsilon);
    }
}
