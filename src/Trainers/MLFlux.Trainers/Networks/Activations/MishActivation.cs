using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Activation.Mish"/>.</summary>
internal sealed record MishActivation : Activation
{
    public override double Evaluate(double x) => x * Math.Tanh(Math.Max(0, x) + double.LogP1(Math.Exp(-Math.Abs(x))));

    internal override Tensor Apply(Tensor x)
    {
        using (x)
            return x.Mish();
    }

    public override string ToString() => "Mish";
}
