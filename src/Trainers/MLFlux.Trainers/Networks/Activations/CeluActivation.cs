using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Activation.Celu"/>.</summary>
internal sealed record CeluActivation : Activation
{
    public CeluActivation(double alpha) => Alpha = ArgumentChecks.That(alpha, alpha > 0, "greater than 0");

    public double Alpha { get; }

    public override double Evaluate(double x) => Math.Max(0, x) + (Alpha * (Math.Exp(Math.Min(0, x) / Alpha) - 1));

    internal override Tensor Apply(Tensor x)
    {
        using (x)
            return x.Celu(Alpha);
    }

    public override string ToString() => $"Celu({CodeText.Number(Alpha)})";
}
