using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Activation.Relu6"/>.</summary>
internal sealed record Relu6Activation : Activation
{
    public override double Evaluate(double x) => Math.Clamp(x, 0, 6);

    internal override Tensor Apply(Tensor x)
    {
        using (x)
            return x.relu6();
    }

    public override string ToString() => "Relu6";
}
