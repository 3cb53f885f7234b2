using System.Numerics;
using static MLFlux.Kernels.VectorFunctions;

namespace MLFlux.Kernels;

/// <summary>See <see cref="Activation.Mish"/>. With n = exp(2x) + 2 exp(x), t = tanh(ln(1 + exp(x))) is n / (n + 2).</summary>
internal readonly struct MishFormula : IActivationFormula, ISlopeFormula
{
    public static Vector<float> Value(Vector<float> x, Vector<float> parameter) => x * Tanh(x);

    public static Vector<float> Multiply(Vector<float> x, Vector<float> gradient, Vector<float> parameter)
    {
        // t′ = (1 − t²) σ(x).
        Vector<float> t = Tanh(x);
        return gradient * (t + (x * (Vector<float>.One - (t * t)) * Sigmoid(x)));
    }

    private static Vector<float> Tanh(Vector<float> x)
    {
        // Above zero, n is divided by exp(2x), so that nothing overflows.
        Vector<float> two = Of(2), e = Vector.Exp(-Vector.Abs(x)), over = Vector<float>.One + (two * e), under = e * (e + two);
        return Vector.ConditionalSelect(
            Vector.LessThan(x, Vector<float>.Zero), under / (under + two), over / (over + (two * e * e)));
    }
}
