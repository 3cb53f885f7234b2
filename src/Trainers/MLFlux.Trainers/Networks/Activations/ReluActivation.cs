using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Activation.Relu"/>.</summary>
internal sealed record ReluActivation : Activation
{
    public override double Evaluate(double x) => Math.Max(0, x);

    internal override Tensor Apply(Tensor x) => x.relu_();

    public override string ToString() => "Relu";
}
