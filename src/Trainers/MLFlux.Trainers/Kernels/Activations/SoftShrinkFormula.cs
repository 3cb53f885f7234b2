using System.Numerics;

namespace MLFlux.Kernels;

/// <summary>See <see cref="Activation.SoftShrink"/>; the parameter is λ.</summary>
internal readonly struct SoftShrinkFormula : IActivationFormula, ISlopeFormula
{
    public static Vector<float> Value(Vector<float> x, Vector<float> threshold) =>
        x - Vector.Min(Vector.Max(x, -threshold), threshold);

    public static Vector<float> Multiply(Vector<float> y, Vector<float> gradient, Vector<float> threshold) =>
        Vector.ConditionalSelect(Vector.Equals(y, Vector<float>.Zero), Vector<float>.Zero, gradient);
}
