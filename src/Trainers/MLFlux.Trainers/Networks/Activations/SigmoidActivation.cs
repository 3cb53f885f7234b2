using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Activation.Sigmoid"/>.</summary>
internal sealed record SigmoidActivation : Activation
{
    public override double Evaluate(double x) => 1 / (1 + Math.Exp(-x));

    internal override Tensor Apply(Tensor x) => x.sigmoid_();

    public override string ToString() => "Sigmoid";
}
