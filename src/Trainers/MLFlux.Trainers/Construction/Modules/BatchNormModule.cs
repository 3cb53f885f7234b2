using System.Runtime.InteropServices;
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

    /// <summary>The share of the batch that this module sees in training; null where it sees the whole batch.</summary>
    public BatchShare? Share { get; set; }

    /// <summary>The running mean of each channel; on the CPU.</summary>
    public Span<float> RunningMeans => MemoryMarshal.Cast<byte, float>(_mean.bytes);

    /// <summary>The running variance of each channel; on the CPU.</summary>
    public Span<float> RunningVariances => MemoryMarshal.Cast<byte, float>(_variance.bytes);

    /// <summary>Takes a batch into the running means; on the CPU.</summary>
    /// <param name="batch">Of each channel, of more than one value.</param>
    public void Learn(ReadOnlySpan<ChannelMoments> batch)
    {
        Span<float> mean = RunningMeans, variance = RunningVariances;
        for (int channel = 0; channel < batch.Length; channel++)
        {
            ChannelMoments own = batch[channel];
            mean[channel] = (float)(((1 - _momentum) * mean[channel]) + (_momentum * own.Mean));
            variance[channel] = (float)(((1 - _momentum) * variance[channel]) + (_momentum * own.Squares / (own.Count - 1)));
        }
    }

    public override Tensor forward(Tensor input)
    {
        if (training && Share is { } share)
            return _activation.Apply(Normalize(input, share));

        // The unbiased variance of a single value is 0/0. libtorch would keep that NaN in the running variance for ever.
        bool hasVariance = input.numel() > input.size(1);
        return _activation.Apply(nn.functional.batch_norm(
            input, _mean, _variance, OptionalWeight, Bias, training && hasVariance, _momentum, _epsilon));
    }

    /// <summary>Normalises a share by the mean and the variance of the whole batch, each a sum over all shares.</summary>
    private Tensor Normalize(Tensor input, BatchShare share)
    {
        long channels = input.size(1);
        long[] axes = [.. Enumerable.Range(0, (int)input.dim()).Where(axis => axis != 1)], shape = [.. input.shape.Select(_ => 1L)];
        shape[1] = channels;
        float counts = share.IsEmpty ? 0 : 1;

        Tensor sums = cat([input.sum(axes) * (Number)counts, tensor(new[] { counts * input.numel() / channels }, device: input.device)]);
        Tensor total = SharedSum.apply(sums, share);
        float count = total[channels].item<float>();
        if (count <= 1)
            return nn.functional.batch_norm(input, _mean, _variance, OptionalWeight, Bias, training: false, _momentum, _epsilon);

        Tensor mean = total.narrow(0, 0, channels) / (Number)count;
        Tensor centred = input.Plus(mean.view(shape), -1);
        Tensor variance = SharedSum.apply(centred.Squared().sum(axes) * (Number)counts, share) / (Number)count;
        Tensor normalized = centred * (variance + (Number)_epsilon).rsqrt().view(shape);
        using (no_grad())
        {
            _mean.Scale(1 - _momentum).Add(mean, _momentum);
            _variance.Scale(1 - _momentum).Add(variance, _momentum * count / (count - 1));
        }

        return OptionalWeight is { } weight && Bias is { } bias ? (normalized * weight.view(shape)).Plus(bias.view(shape)) : normalized;
    }
}
