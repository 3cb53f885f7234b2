using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Activation.Softplus"/>.</summary>
internal sealed record SoftplusActivation : Activation
{
    public override double Evaluate(double x) => Math.Max(0, x) + double.LogP1(Math.Exp(-Math.Abs(x)));

    internal override Tensor Apply(Tensor x)
    {
        using (x)
            return x.Softplus();
    }

    public override string ToString() => "Softplus";
}
