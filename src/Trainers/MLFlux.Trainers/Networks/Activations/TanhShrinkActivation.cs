using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Activation.TanhShrink"/>.</summary>
internal sealed record TanhShrinkActivation : Activation
{
    public override double Evaluate(double x) => x - Math.Tanh(x);

    internal override Tensor Apply(Tensor x)
    {
        using (x)
            return nn.functional.tanhshrink(x);
    }

    public override string ToString() => "TanhShrink";
}
