using System.Numerics;
using static MLFlux.Kernels.VectorFunctions;

namespace MLFlux.Kernels;

/// <summary>See <see cref="Activation.TanhShrink"/>. With m = exp(−2|x|) − 1, tanh |x| is −m / (2 + m). The slope is tanh² x.</summary>
internal readonly struct TanhShrinkFormula : IActivationFormula, ISlopeFormula
{
    public static Vector<float> Value(Vector<float> x, Vector<float> parameter) => x - Vector.CopySign(Tanh(x), x);

    public static Vector<float> Multiply(Vector<float> x, Vector<float> gradient, Vector<float> parameter)
    {
        Vector<float> t = Tanh(x);
        return gradient * t * t;
    }

    private static Vector<float> Tanh(Vector<float> x)
    {
        Vector<float> m = ExpMinusOne(Of(-2) * Vector.Abs(x));
        return -m / (Of(2) + m);
    }
}
