using System.Numerics;

namespace MLFlux.Kernels;

/// <summary>1 above zero; see <see cref="Activation.Relu"/>.</summary>
internal readonly struct ReluSlope : ISlopeFormula
{
    public static Vector<float> Multiply(Vector<float> y, Vector<float> gradient, Vector<float> parameter) =>
        Vector.ConditionalSelect(Vector.GreaterThan(y, Vector<float>.Zero), gradient, Vector<float>.Zero);
}
