using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Activation.Softsign"/>.</summary>
internal sealed record SoftsignActivation : Activation
{
    public override double Evaluate(double x) => x / (1 + Math.Abs(x));

    internal override Tensor Apply(Tensor x)
    {
        using (x)
            return x.Softsign();
    }

    public override string ToString() => "Softsign";
}
