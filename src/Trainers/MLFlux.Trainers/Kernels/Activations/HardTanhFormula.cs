using System.Numerics;

namespace MLFlux.Kernels;

/// <summary>See <see cref="Activation.HardTanh"/>.</summary>
internal readonly struct HardTanhFormula : IActivationFormula, ISlopeFormula
{
    public static Vector<float> Value(Vector<float> x, Vector<float> parameter) =>
        Vector.Min(Vector.Max(x, -Vector<float>.One), Vector<float>.One);

    public static Vector<float> Multiply(Vector<float> y, Vector<float> gradient, Vector<float> parameter) =>
        Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(y), Vector<float>.One), gradient, Vector<float>.Zero);
}
