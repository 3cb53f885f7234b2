using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Activation.HardSigmoid"/>.</summary>
internal sealed record HardSigmoidActivation : Activation
{
    public override double Evaluate(double x) => Math.Clamp((x + 3) / 6, 0, 1);

    internal override Tensor Apply(Tensor x)
    {
        using (x)
            return x.hardsigmoid();
    }

    public override string ToString() => "HardSigmoid";
}
