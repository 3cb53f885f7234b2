using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Computes <see cref="BatchNormLayer"/>: [rows, channels, ...] → the same shape.</summary>
internal sealed class BatchNormModule : WeightedModule
{
    // TorchSharp finds these fields by these names, and replaces them when the module moves to another device or type.
    [ComponentName(Name = "running_mean")]
    private readonly Tensor _mean;

    [ComponentName(Name = "running_var")]
    private readonly Tensor _variance;

    private readonly double _epsilon;
    private readonly double _momentum;
    private readonly Activation _activation;

    public BatchNormModule(
        Parameter? weight, Parameter? bias, Tensor mean, Tensor variance, double epsilon, double momentum, Activation activation)
        : base("BatchNorm", weight, bias)
    {
        _mean = mean;
        _variance = variance;
        _epsilon = epsilon;
        _momentum = momentum;
        _activation = activation;
        register_buffer("running_mean", mean);
        register_buffer("running_var", variance);
    }

    public override Tensor forward(Tensor input)
    {
        // The unbiased variance of a single value is 0/0. libtorch would keep that NaN in the running variance for ever.
        bool hasVariance = input.numel() > input.size(1);
        return _activation.Apply(nn.functional.batch_norm(
            input, _mean, _variance, OptionalWeight, Bias, training && hasVariance, _momentum, _epsilon));
    }
}
