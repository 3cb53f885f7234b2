using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Computes <see cref="PeriodicLayer"/>.</summary>
internal sealed class PeriodicModule : NumberEmbeddingModule
{
    // TorchSharp replaces this field, found by this name, when the module moves to another device or type.
    [ComponentName(Name = "frequency")]
    private readonly Parameter _frequency;

    public PeriodicModule(NumberPlaces places, Parameter frequency, Parameter? weight, Parameter? bias, Activation activation)
        : base("Periodic", places, weight, bias, activation)
    {
        _frequency = frequency;
        register_parameter("frequency", frequency);
    }

    protected override Tensor Encode(Tensor numbers)
    {
        Tensor angles = numbers * _frequency * (Number)(2 * Math.PI);
        return cat([angles.cos(), angles.sin()], 2);
    }
}
