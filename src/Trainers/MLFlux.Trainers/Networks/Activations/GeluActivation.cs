using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Activation.Gelu"/>.</summary>
internal sealed record GeluActivation : Activation
{
    public override double Evaluate(double x) => x * NormalDistribution(x);

    internal override Tensor Apply(Tensor x)
    {
        using (x)
            return x.gelu();
    }

    public override string ToString() => "Gelu";

    /// <summary>
    /// Φ(x) = ½ + φ(x) (x + x³/3 + x⁵/(3·5) + ...), Marsaglia, "Evaluating the Normal Distribution", 2004. .NET has no erf.
    /// </summary>
    private static double NormalDistribution(double x)
    {
        // Beyond 8 the tail is below the precision of a double next to 1, and the series takes long.
        if (Math.Abs(x) > 8)
            return x > 0 ? 1 : 0;

        double term = x, sum = x;
        for (int i = 3; Math.Abs(term) > Math.Abs(sum) * 1e-17; i += 2)
        {
            term *= x * x / i;
            sum += term;
        }

        return 0.5 + (sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));
    }
}
