using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Computes <see cref="StandardizeLayer"/>: [rows, channels, ...] → the same shape.</summary>
internal sealed class StandardizeModule : nn.Module<Tensor, Tensor>, IPreparedModule
{
    // TorchSharp finds these fields by these names, and replaces them when the module moves to another device or type.
    [ComponentName(Name = "mean")]
    private readonly Tensor _mean;

    [ComponentName(Name = "scale")]
    private readonly Tensor _scale;

    public StandardizeModule(Tensor mean, Tensor scale)
        : base("Standardize")
    {
        _mean = mean;
        _scale = scale;
        register_buffer("mean", mean);
        register_buffer("scale", scale);
    }

    /// <summary>μ of each channel; on the CPU.</summary>
    public ReadOnlySpan<float> Means => MemoryMarshal.Cast<byte, float>(_mean.bytes);

    /// <summary>What each channel is multiplied by; on the CPU.</summary>
    public ReadOnlySpan<float> Scales => MemoryMarshal.Cast<byte, float>(_scale.bytes);

    public IReadOnlyList<string> Prepared => ["mean", "scale"];

    public override Tensor forward(Tensor input)
    {
        long[] shape = [.. Enumerable.Repeat(1L, (int)input.dim())];
        shape[1] = -1;
        using Tensor mean = _mean.view(shape), scale = _scale.view(shape), centred = input - mean;
        return centred * scale;
    }

    public void Prepare(Tensor inputs)
    {
        using DisposeScope scope = NewDisposeScope();
        using Tensor values = inputs.cpu().to(ScalarType.Float32).transpose(0, 1).contiguous();
        int channels = (int)_mean.size(0);
        ReadOnlySpan<float> all = MemoryMarshal.Cast<byte, float>(values.bytes);
        int each = all.Length / channels;
        var means = new float[channels];
        var scales = new float[channels];
        for (int channel = 0; channel < channels; channel++)
            (means[channel], scales[channel]) = Of(all.Slice(channel * each, each));
        _mean.copy_(tensor(means));
        _scale.copy_(tensor(scales));
    }

    /// <summary>Mean and one over the standard deviation of the finite values; 0 and 1 where there are none.</summary>
    private static (float Mean, float Scale) Of(ReadOnlySpan<float> values)
    {
        double sum = 0, squares = 0;
        long count = 0;
        foreach (float value in values)
        {
            sum += float.IsFinite(value) ? value : 0;
            count += float.IsFinite(value) ? 1 : 0;
        }

        double mean = count == 0 ? 0 : sum / count;
        foreach (float value in values)
            squares += float.IsFinite(value) ? (value - mean) * (value - mean) : 0;
        double deviation = count == 0 ? 0 : Math.Sqrt(squares / count);

        // Of equal values, rounding of their sum leaves a deviation that is none.
        return ((float)mean, deviation > Math.Abs(mean) * 1e-9 ? (float)(1 / deviation) : 1);
    }
}
