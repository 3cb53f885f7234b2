using System.Numerics;
using static MLFlux.Kernels.VectorFunctions;

namespace MLFlux.Kernels;

/// <summary>See <see cref="Activation.LogSigmoid"/>. With y = ln σ(x), the slope 1 − σ(x) is 1 − exp(y).</summary>
internal readonly struct LogSigmoidFormula : IActivationFormula, ISlopeFormula
{
    public static Vector<float> Value(Vector<float> x, Vector<float> parameter) =>
        Vector.Min(x, Vector<float>.Zero) - LogOnePlusExpOfMinusAbsolute(x);

    public static Vector<float> Multiply(Vector<float> y, Vector<float> gradient, Vector<float> parameter) =>
        -gradient * ExpMinusOne(y);
}
