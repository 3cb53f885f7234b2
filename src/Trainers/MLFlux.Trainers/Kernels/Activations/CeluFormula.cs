using System.Numerics;
using static MLFlux.Kernels.VectorFunctions;

namespace MLFlux.Kernels;

/// <summary>See <see cref="Activation.Celu"/>; the parameter is α.</summary>
internal readonly struct CeluFormula : IActivationFormula, ISlopeFormula
{
    public static Vector<float> Value(Vector<float> x, Vector<float> alpha) =>
        Vector.Max(x, Vector<float>.Zero) + (alpha * ExpMinusOne(Vector.Min(x, Vector<float>.Zero) / alpha));

    public static Vector<float> Multiply(Vector<float> y, Vector<float> gradient, Vector<float> alpha) =>
        Vector.ConditionalSelect(Vector.GreaterThan(y, Vector<float>.Zero), gradient, gradient * (Vector<float>.One + (y / alpha)));
}
