using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Activation.Swish"/>.</summary>
internal sealed record SwishActivation : Activation
{
    public override double Evaluate(double x) => x / (1 + Math.Exp(-x));

    internal override Tensor Apply(Tensor x)
    {
        using (x)
            return x.silu();
    }

    public override string ToString() => "Swish";
}
