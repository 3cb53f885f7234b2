using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Activation.HardSwish"/>.</summary>
internal sealed record HardSwishActivation : Activation
{
    public override double Evaluate(double x) => x * Math.Clamp((x + 3) / 6, 0, 1);

    internal override Tensor Apply(Tensor x)
    {
        using (x)
            return x.hardswish();
    }

    public override string ToString() => "HardSwish";
}
