using System.Numerics;

namespace MLFlux.Kernels;

/// <summary>√(1 + y²); see <see cref="Activation.Sinh"/>.</summary>
internal readonly struct SinhSlope : ISlopeFormula
{
    public static Vector<float> Multiply(Vector<float> y, Vector<float> gradient, Vector<float> parameter) =>
        gradient * Vector.SquareRoot(Vector<float>.One + (y * y));
}
