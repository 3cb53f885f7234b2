using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Activation.Identity"/>.</summary>
internal sealed record IdentityActivation : Activation
{
    public override double Evaluate(double x) => x;

    internal override Tensor Apply(Tensor x) => x;

    public override string ToString() => "Identity";
}
