using System.Numerics;
using static MLFlux.Kernels.VectorFunctions;

namespace MLFlux.Kernels;

/// <summary>See <see cref="Activation.Gelu"/>. The slope is Φ(x) + x φ(x), φ the normal density.</summary>
internal readonly struct GeluFormula : IActivationFormula, ISlopeFormula
{
    private const float DensityAtZero = 0.3989423f; // 1 / √(2π)

    public static Vector<float> Value(Vector<float> x, Vector<float> parameter) => x * NormalDistribution(x);

    public static Vector<float> Multiply(Vector<float> x, Vector<float> gradient, Vector<float> parameter) =>
        gradient * (NormalDistribution(x) + (x * Of(DensityAtZero) * Vector.Exp(Of(-0.5f) * x * x)));
}
