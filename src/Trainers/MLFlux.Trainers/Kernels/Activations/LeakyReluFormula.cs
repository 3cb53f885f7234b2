using System.Numerics;

namespace MLFlux.Kernels;

/// <summary>See <see cref="Activation.LeakyRelu"/>; the parameter is the slope below zero.</summary>
internal readonly struct LeakyReluFormula : IActivationFormula, ISlopeFormula
{
    public static Vector<float> Value(Vector<float> x, Vector<float> slope) =>
        Vector.Max(x, Vector<float>.Zero) + (slope * Vector.Min(x, Vector<float>.Zero));

    public static Vector<float> Multiply(Vector<float> y, Vector<float> gradient, Vector<float> slope) =>
        Vector.ConditionalSelect(Vector.GreaterThan(y, Vector<float>.Zero), gradient, gradient * slope);
}
