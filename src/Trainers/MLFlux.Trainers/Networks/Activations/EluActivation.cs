using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Activation.Elu"/>.</summary>
internal sealed record EluActivation : Activation
{
    public EluActivation(double alpha) => Alpha = ArgumentChecks.That(alpha, alpha > 0, "greater than 0");

    public double Alpha { get; }

    public override double Evaluate(double x) => Math.Max(0, x) + (Alpha * (Math.Exp(Math.Min(0, x)) - 1));

    internal override Tensor Apply(Tensor x)
    {
        using (x)
            return x.Elu(Alpha);
    }

    public override string ToString() => $"Elu({CodeText.Number(Alpha)})";
}
