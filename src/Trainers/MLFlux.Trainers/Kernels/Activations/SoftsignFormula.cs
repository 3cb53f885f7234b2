using System.Numerics;

namespace MLFlux.Kernels;

/// <summary>See <see cref="Activation.Softsign"/>. With y = x / (1 + |x|), the slope 1 / (1 + |x|)² is (1 − |y|)².</summary>
internal readonly struct SoftsignFormula : IActivationFormula, ISlopeFormula
{
    public static Vector<float> Value(Vector<float> x, Vector<float> parameter) =>
        x / (Vector<float>.One + Vector.Abs(x));

    public static Vector<float> Multiply(Vector<float> y, Vector<float> gradient, Vector<float> parameter) =>
        gradient * (Vector<float>.One - Vector.Abs(y)) * (Vector<float>.One - Vector.Abs(y));
}
