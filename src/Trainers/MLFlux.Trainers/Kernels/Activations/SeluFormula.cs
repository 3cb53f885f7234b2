using System.Numerics;
using static MLFlux.Kernels.VectorFunctions;

namespace MLFlux.Kernels;

/// <summary>See <see cref="Activation.Selu"/>.</summary>
internal readonly struct SeluFormula : IActivationFormula, ISlopeFormula
{
    private const float Scale = 1.050701f, ScaledAlpha = 1.7580993f; // λ, and λ α.

    public static Vector<float> Value(Vector<float> x, Vector<float> parameter) =>
        (Of(Scale) * Vector.Max(x, Vector<float>.Zero)) + (Of(ScaledAlpha) * ExpMinusOne(Vector.Min(x, Vector<float>.Zero)));

    public static Vector<float> Multiply(Vector<float> y, Vector<float> gradient, Vector<float> parameter) =>
        gradient * Vector.ConditionalSelect(Vector.GreaterThan(y, Vector<float>.Zero), Of(Scale), y + Of(ScaledAlpha));
}
