using System.Numerics;

namespace MLFlux.Kernels;

/// <summary>y (1 − y); see <see cref="Activation.Sigmoid"/>.</summary>
internal readonly struct SigmoidSlope : ISlopeFormula
{
    public static Vector<float> Multiply(Vector<float> y, Vector<float> gradient, Vector<float> parameter) =>
        gradient * y * (Vector<float>.One - y);
}
