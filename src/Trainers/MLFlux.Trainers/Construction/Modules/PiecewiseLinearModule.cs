using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Computes <see cref="PiecewiseLinearLayer"/>, and finds its bins.</summary>
internal sealed class PiecewiseLinearModule : NumberEmbeddingModule, IPreparedModule
{
    // TorchSharp replaces these fields, found by these names, when the module moves to another device or type.
    [ComponentName(Name = "start")]
    private readonly Tensor _start;

    [ComponentName(Name = "slope")]
    private readonly Tensor _slope;

    public PiecewiseLinearModule(
        NumberPlaces places, Parameter? weight, Parameter? bias, Tensor start, Tensor slope, Activation activation)
        : base("PiecewiseLinear", places, weight, bias, activation)
    {
        _start = start;
        _slope = slope;
        register_buffer("start", start);
        register_buffer("slope", slope);
    }

    public IReadOnlyList<string> Prepared => ["start", "slope"];

    /// <summary>Where each bin begins, [numbers, bins].</summary>
    public Tensor Start => _start;

    /// <summary>One over the width of each bin, [numbers, bins]; 0 where there is none.</summary>
    public Tensor Slope => _slope;

    public void Prepare(Tensor inputs)
    {
        using DisposeScope scope = NewDisposeScope();
        int numbers = (int)_start.size(0), bins = (int)_start.size(1), rows = (int)inputs.size(0);
        Tensor columns = Numbers(inputs).to(ScalarType.Float32).cpu().t().contiguous();
        ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(columns.bytes);
        var start = new float[numbers * bins];
        var slope = new float[numbers * bins];
        for (int number = 0; number < numbers; number++)
        {
            QuantileBins.Find(
                values.Slice(number * rows, rows), start.AsSpan(number * bins, bins), slope.AsSpan(number * bins, bins));
        }

        _start.copy_(tensor(start).view(numbers, bins));
        _slope.copy_(tensor(slope).view(numbers, bins));
    }

    protected override Tensor Encode(Tensor numbers) => ((numbers - _start) * _slope).Within(0, 1);
}
