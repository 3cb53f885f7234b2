using System.Numerics;
using static MLFlux.Kernels.VectorFunctions;

namespace MLFlux.Kernels;

/// <summary>See <see cref="Activation.HardSigmoid"/>.</summary>
internal readonly struct HardSigmoidFormula : IActivationFormula, ISlopeFormula
{
    private const float Shift = 3, Width = 6;

    public static Vector<float> Value(Vector<float> x, Vector<float> parameter) =>
        Vector.Min(Vector.Max((x + Of(Shift)) / Of(Width), Vector<float>.Zero), Vector<float>.One);

    public static Vector<float> Multiply(Vector<float> y, Vector<float> gradient, Vector<float> parameter) =>
        Vector.ConditionalSelect(
            Vector.GreaterThan(y, Vector<float>.Zero) & Vector.LessThan(y, Vector<float>.One), gradient / Of(Width), Vector<float>.Zero);
}
