using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace MLFlux.Kernels;

/// <summary>Activations on memory: the common ones vectorised, the others by their formula.</summary>
internal static class ActivationKernel
{
    private const double FormulaCost = 1500, SeriesCost = 10_000;

    /// <summary>σ of each value, in its place.</summary>
    public static void Apply(Activation activation, Span<float> values)
    {
        switch (activation)
        {
            case IdentityActivation:
                break;
            case ReluActivation:
                TensorPrimitives.Max(values, 0f, values);
                break;
            case SigmoidActivation:
                TensorPrimitives.Sigmoid<float>(values, values);
                break;
            case SinhActivation:
                TensorPrimitives.Sinh<float>(values, values);
                break;
            case TanhActivation:
                TensorPrimitives.Tanh<float>(values, values);
                break;
            default:
                for (int i = 0; i < values.Length; i++)
                    values[i] = (float)activation.Evaluate(values[i]);
                break;
        }
    }

    /// <summary>How long a value takes, in multiplications of dense layers by libtorch: those that are vectorised, about none.</summary>
    public static double Cost(Activation activation) =>
        HasSlope(activation) ? 0 : IsSeries(activation) ? SeriesCost : FormulaCost;

    /// <summary>Whether the activation's formula is a series, which libtorch's vectors compute far sooner.</summary>
    public static bool IsSeries(Activation activation) => activation is GeluActivation;

    /// <summary>Whether the activation's slope can be told from its value.</summary>
    public static bool HasSlope(Activation activation) =>
        activation is IdentityActivation or ReluActivation or SigmoidActivation or SinhActivation or TanhActivation;

    /// <summary>Makes gradients with respect to σ(x) gradients with respect to x, for an activation that <see cref="HasSlope"/>.</summary>
    /// <param name="activation">σ.</param>
    /// <param name="outputs">σ(x).</param>
    /// <param name="gradients">Multiplied by σ′(x).</param>
    public static void MultiplyBySlope(Activation activation, ReadOnlySpan<float> outputs, Span<float> gradients)
    {
        switch (activation)
        {
            case IdentityActivation:
                break;
            case ReluActivation:
                MultiplyBy<ReluSlope>(outputs, gradients);
                break;
            case SigmoidActivation:
                MultiplyBy<SigmoidSlope>(outputs, gradients);
                break;
            case SinhActivation:
                MultiplyBy<SinhSlope>(outputs, gradients);
                break;
            case TanhActivation:
                MultiplyBy<TanhSlope>(outputs, gradients);
                break;
            default:
                throw new NotSupportedException($"The slope of {activation} cannot be told from its value.");
        }
    }

    private static void MultiplyBy<TSlope>(ReadOnlySpan<float> outputs, Span<float> gradients)
        where TSlope : ISlope
    {
        Span<Vector<float>> g = MemoryMarshal.Cast<float, Vector<float>>(gradients);
        ReadOnlySpan<Vector<float>> y = MemoryMarshal.Cast<float, Vector<float>>(outputs)[..g.Length];
        for (int i = 0; i < g.Length; i++)
            g[i] = TSlope.Multiply(y[i], g[i]);

        int done = g.Length * Vector<float>.Count;
        if (done == gradients.Length)
            return;
        Span<float> rest = stackalloc float[2 * Vector<float>.Count];
        outputs[done..].CopyTo(rest);
        gradients[done..].CopyTo(rest[Vector<float>.Count..]);
        TSlope.Multiply(new Vector<float>(rest), new Vector<float>(rest[Vector<float>.Count..])).CopyTo(rest);
        rest[..(gradients.Length - done)].CopyTo(gradients[done..]);
    }

    /// <summary>σ′, told from σ.</summary>
    private interface ISlope
    {
        static abstract Vector<float> Multiply(Vector<float> y, Vector<float> gradient);
    }

    private struct ReluSlope : ISlope
    {
        public static Vector<float> Multiply(Vector<float> y, Vector<float> gradient) =>
            Vector.ConditionalSelect(Vector.GreaterThan(y, Vector<float>.Zero), gradient, Vector<float>.Zero);
    }

    private struct SigmoidSlope : ISlope
    {
        public static Vector<float> Multiply(Vector<float> y, Vector<float> gradient) => gradient * y * (Vector<float>.One - y);
    }

    private struct SinhSlope : ISlope
    {
        public static Vector<float> Multiply(Vector<float> y, Vector<float> gradient) =>
            gradient * Vector.SquareRoot(Vector<float>.One + (y * y));
    }

    private struct TanhSlope : ISlope
    {
        public static Vector<float> Multiply(Vector<float> y, Vector<float> gradient) => gradient * (Vector<float>.One - (y * y));
    }
}
