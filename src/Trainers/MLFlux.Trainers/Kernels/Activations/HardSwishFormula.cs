using System.Numerics;
using static MLFlux.Kernels.VectorFunctions;

namespace MLFlux.Kernels;

/// <summary>See <see cref="Activation.HardSwish"/>. The slope is 0 below −3, 1 above 3, and x / 3 + ½ between them.</summary>
internal readonly struct HardSwishFormula : IActivationFormula, ISlopeFormula
{
    private const float Shift = 3;

    public static Vector<float> Value(Vector<float> x, Vector<float> parameter) =>
        x * HardSigmoidFormula.Value(x, parameter);

    public static Vector<float> Multiply(Vector<float> x, Vector<float> gradient, Vector<float> parameter)
    {
        Vector<float> slope = (x / Of(Shift)) + Of(0.5f);
        slope = Vector.ConditionalSelect(Vector.LessThanOrEqual(x, Of(-Shift)), Vector<float>.Zero, slope);
        return gradient * Vector.ConditionalSelect(Vector.GreaterThanOrEqual(x, Of(Shift)), Vector<float>.One, slope);
    }
}
