using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Activation.Sinh"/>.</summary>
internal sealed record SinhActivation : Activation
{
    public override double Evaluate(double x) => Math.Sinh(x);

    internal override Tensor Apply(Tensor x)
    {
        using (x)
            return x.sinh();
    }

    public override string ToString() => "Sinh";
}
