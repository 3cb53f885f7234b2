using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Activation.HardTanh"/>.</summary>
internal sealed record HardTanhActivation : Activation
{
    public override double Evaluate(double x) => Math.Clamp(x, -1, 1);

    internal override Tensor Apply(Tensor x)
    {
        using (x)
            return x.Within(-1, 1); // TorchSharp's hardtanh gives back its input.
    }

    public override string ToString() => "HardTanh";
}
