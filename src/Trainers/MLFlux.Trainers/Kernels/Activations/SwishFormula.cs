using System.Numerics;
using static MLFlux.Kernels.VectorFunctions;

namespace MLFlux.Kernels;

/// <summary>See <see cref="Activation.Swish"/>. With s = σ(x), the slope is s (1 + x (1 − s)).</summary>
internal readonly struct SwishFormula : IActivationFormula, ISlopeFormula
{
    public static Vector<float> Value(Vector<float> x, Vector<float> parameter) => x / (Vector<float>.One + Vector.Exp(-x));

    public static Vector<float> Multiply(Vector<float> x, Vector<float> gradient, Vector<float> parameter)
    {
        Vector<float> s = Sigmoid(x);
        return gradient * s * (Vector<float>.One + (x * (Vector<float>.One - s)));
    }
}
