using System.Numerics;

namespace MLFlux.Kernels;

/// <summary>1 − y²; see <see cref="Activation.Tanh"/>.</summary>
internal readonly struct TanhSlope : ISlopeFormula
{
    public static Vector<float> Multiply(Vector<float> y, Vector<float> gradient, Vector<float> parameter) =>
        gradient * (Vector<float>.One - (y * y));
}
