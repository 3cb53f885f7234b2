using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Activation.Tanh"/>.</summary>
internal sealed record TanhActivation : Activation
{
    public override double Evaluate(double x) => Math.Tanh(x);

    internal override Tensor Apply(Tensor x) => x.tanh_();

    public override string ToString() => "Tanh";
}
