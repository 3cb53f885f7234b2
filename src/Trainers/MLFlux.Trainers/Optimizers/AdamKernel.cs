using System.Numerics;
using System.Runtime.InteropServices;

namespace MLFlux;

/// <summary>
/// Adam in one pass over memory: weights, gradients and both means are read and written once, where a tensor operation
/// for each term goes over them eight times. For 101,770 weights, 36 µs on one thread against libtorch's 58 µs on two.
/// </summary>
/// <remarks>
/// Means that are too small for a normal float become zero. The weights of a feature that is nearly always zero, such as a rare word,
/// have gradients that are zeros: the mean of those shrinks from step to step, but never to zero by itself, and processors take a
/// hundred times as long for denormal floats. Such a mean moves no weight.
/// </remarks>
internal static class AdamKernel
{
    public static void Step(
        Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> means, Span<float> squares, AdamScale scale)
    {
        float keep1 = (float)scale.Rule.Beta1, keep2 = (float)scale.Rule.Beta2;
        float add1 = (float)(1 - scale.Rule.Beta1), add2 = (float)(1 - scale.Rule.Beta2);
        float epsilon = (float)scale.Rule.Epsilon, rootScale = (float)scale.RootScale, stepSize = (float)scale.StepSize;
        float shrink = (float)scale.Shrink, decay = (float)scale.AddedDecay;

        Span<Vector<float>> p = MemoryMarshal.Cast<float, Vector<float>>(parameters);
        ReadOnlySpan<Vector<float>> g = MemoryMarshal.Cast<float, Vector<float>>(gradients)[..p.Length];
        Span<Vector<float>> m = MemoryMarshal.Cast<float, Vector<float>>(means)[..p.Length];
        Span<Vector<float>> v = MemoryMarshal.Cast<float, Vector<float>>(squares)[..p.Length];
        Vector<float> epsilons = new(epsilon), leasts = new(DenormalFloats.SmallestNormal);
        for (int i = 0; i < p.Length; i++)
        {
            Vector<float> weight = p[i] * shrink;
            Vector<float> gradient = g[i] + (weight * decay);
            Vector<float> mean = DenormalFloats.Normal((m[i] * keep1) + (gradient * add1), leasts);
            Vector<float> square = DenormalFloats.Normal((v[i] * keep2) + (gradient * gradient * add2), leasts);
            m[i] = mean;
            v[i] = square;
            p[i] = weight - (mean * stepSize / ((Vector.SquareRoot(square) * rootScale) + epsilons));
        }

        for (int i = p.Length * Vector<float>.Count; i < parameters.Length; i++)
        {
            float weight = parameters[i] * shrink;
            float gradient = gradients[i] + (weight * decay);
            float mean = means[i] = DenormalFloats.Normal((means[i] * keep1) + (gradient * add1));
            float square = squares[i] = DenormalFloats.Normal((squares[i] * keep2) + (gradient * gradient * add2));
            parameters[i] = weight - (mean * stepSize / ((MathF.Sqrt(square) * rootScale) + epsilon));
        }
    }
}
