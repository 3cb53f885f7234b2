using System.Numerics;
using static MLFlux.Kernels.VectorFunctions;

namespace MLFlux.Kernels;

/// <summary>See <see cref="Activation.Relu6"/>.</summary>
internal readonly struct Relu6Formula : IActivationFormula, ISlopeFormula
{
    private const float Most = 6;

    public static Vector<float> Value(Vector<float> x, Vector<float> parameter) =>
        Vector.Min(Vector.Max(x, Vector<float>.Zero), Of(Most));

    public static Vector<float> Multiply(Vector<float> y, Vector<float> gradient, Vector<float> parameter) =>
        Vector.ConditionalSelect(Vector.GreaterThan(y, Vector<float>.Zero) & Vector.LessThan(y, Of(Most)), gradient, Vector<float>.Zero);
}
