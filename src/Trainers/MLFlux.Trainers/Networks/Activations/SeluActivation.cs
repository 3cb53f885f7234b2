using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Activation.Selu"/>.</summary>
internal sealed record SeluActivation : Activation
{
    private const double Scale = 1.0507009873554805, Alpha = 1.6732632423543772;

    public override double Evaluate(double x) => Scale * (Math.Max(0, x) + (Alpha * (Math.Exp(Math.Min(0, x)) - 1)));

    internal override Tensor Apply(Tensor x)
    {
        using (x)
            return x.selu();
    }

    public override string ToString() => "Selu";
}
