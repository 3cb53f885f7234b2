using System.Numerics;
using static MLFlux.Kernels.VectorFunctions;

namespace MLFlux.Kernels;

/// <summary>See <see cref="Activation.Softplus"/>. With y = ln(1 + exp(x)), the slope exp(x) / (1 + exp(x)) is 1 − exp(−y).</summary>
internal readonly struct SoftplusFormula : IActivationFormula, ISlopeFormula
{
    public static Vector<float> Value(Vector<float> x, Vector<float> parameter) =>
        Vector.Max(x, Vector<float>.Zero) + LogOnePlusExpOfMinusAbsolute(x);

    public static Vector<float> Multiply(Vector<float> y, Vector<float> gradient, Vector<float> parameter) =>
        -gradient * ExpMinusOne(-y);
}
