using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace MLFlux.Kernels;

/// <summary>Activations on memory, vectorised.</summary>
internal static class ActivationKernel
{
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
            case LeakyReluActivation leaky:
                Apply<LeakyReluFormula>(values, leaky.Slope);
                break;
            case EluActivation elu:
                Apply<EluFormula>(values, elu.Alpha);
                break;
            case CeluActivation celu:
                Apply<CeluFormula>(values, celu.Alpha);
                break;
            case SoftShrinkActivation shrink:
                Apply<SoftShrinkFormula>(values, shrink.Threshold);
                break;
            case SeluActivation:
                Apply<SeluFormula>(values);
                break;
            case Relu6Activation:
                Apply<Relu6Formula>(values);
                break;
            case HardTanhActivation:
                Apply<HardTanhFormula>(values);
                break;
            case HardSigmoidActivation:
                Apply<HardSigmoidFormula>(values);
                break;
            case HardSwishActivation:
                Apply<HardSwishFormula>(values);
                break;
            case SoftplusActivation:
                Apply<SoftplusFormula>(values);
                break;
            case LogSigmoidActivation:
                Apply<LogSigmoidFormula>(values);
                break;
            case SoftsignActivation:
                Apply<SoftsignFormula>(values);
                break;
            case SwishActivation:
                Apply<SwishFormula>(values);
                break;
            case MishActivation:
                Apply<MishFormula>(values);
                break;
            case GeluActivation:
                Apply<GeluFormula>(values);
                break;
            case TanhShrinkActivation:
                Apply<TanhShrinkFormula>(values);
                break;
            default:
                throw new NotSupportedException($"No kernel computes {activation}.");
        }
    }

    /// <summary>
    /// Whether the activation's slope can be told from its value: the others go down somewhere, or no formula inverts them.
    /// </summary>
    public static bool HasSlope(Activation activation) =>
        activation is not (GeluActivation or HardSwishActivation or MishActivation or SwishActivation or TanhShrinkActivation);

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
            case LeakyReluActivation leaky:
                MultiplyBy<LeakyReluFormula>(outputs, gradients, leaky.Slope);
                break;
            case EluActivation elu:
                MultiplyBy<EluFormula>(outputs, gradients, elu.Alpha);
                break;
            case CeluActivation celu:
                MultiplyBy<CeluFormula>(outputs, gradients, celu.Alpha);
                break;
            case SoftShrinkActivation:
                MultiplyBy<SoftShrinkFormula>(outputs, gradients);
                break;
            case SeluActivation:
                MultiplyBy<SeluFormula>(outputs, gradients);
                break;
            case Relu6Activation:
                MultiplyBy<Relu6Formula>(outputs, gradients);
                break;
            case HardTanhActivation:
                MultiplyBy<HardTanhFormula>(outputs, gradients);
                break;
            case HardSigmoidActivation:
                MultiplyBy<HardSigmoidFormula>(outputs, gradients);
                break;
            case SoftplusActivation:
                MultiplyBy<SoftplusFormula>(outputs, gradients);
                break;
            case LogSigmoidActivation:
                MultiplyBy<LogSigmoidFormula>(outputs, gradients);
                break;
            case SoftsignActivation:
                MultiplyBy<SoftsignFormula>(outputs, gradients);
                break;
            default:
                throw new NotSupportedException($"The slope of {activation} cannot be told from its value.");
        }
    }

    /// <summary>Makes gradients with respect to σ(x) gradients with respect to x, for any activation.</summary>
    /// <param name="activation">σ.</param>
    /// <param name="inputs">x.</param>
    /// <param name="outputs">σ(x).</param>
    /// <param name="gradients">Multiplied by σ′(x).</param>
    public static void MultiplyBySlope(
        Activation activation, ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputs, Span<float> gradients)
    {
        if (HasSlope(activation))
            MultiplyBySlope(activation, outputs, gradients);
        else
            MultiplyBySlopeAt(activation, inputs, gradients);
    }

    /// <summary>
    /// Makes gradients with respect to σ(x) gradients with respect to x, for an activation without <see cref="HasSlope"/>.
    /// </summary>
    /// <param name="activation">σ.</param>
    /// <param name="inputs">x.</param>
    /// <param name="gradients">Multiplied by σ′(x).</param>
    public static void MultiplyBySlopeAt(Activation activation, ReadOnlySpan<float> inputs, Span<float> gradients)
    {
        switch (activation)
        {
            case GeluActivation:
                MultiplyBy<GeluFormula>(inputs, gradients);
                break;
            case HardSwishActivation:
                MultiplyBy<HardSwishFormula>(inputs, gradients);
                break;
            case MishActivation:
                MultiplyBy<MishFormula>(inputs, gradients);
                break;
            case SwishActivation:
                MultiplyBy<SwishFormula>(inputs, gradients);
                break;
            case TanhShrinkActivation:
                MultiplyBy<TanhShrinkFormula>(inputs, gradients);
                break;
            default:
                throw new NotSupportedException($"The slope of {activation} is told from its value.");
        }
    }

    private static void Apply<TFormula>(Span<float> values, double parameter = 0)
        where TFormula : struct, IActivationFormula
    {
        var of = new Vector<float>((float)parameter);
        Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (ref Vector<float> x in vectors)
            x = TFormula.Value(x, of);

        Span<float> last = values[(vectors.Length * Vector<float>.Count)..];
        if (last.IsEmpty)
            return;
        Span<float> rest = stackalloc float[Vector<float>.Count];
        last.CopyTo(rest);
        TFormula.Value(new Vector<float>(rest), of).CopyTo(rest);
        rest[..last.Length].CopyTo(last);
    }

    private static void MultiplyBy<TSlope>(ReadOnlySpan<float> sources, Span<float> gradients, double parameter = 0)
        where TSlope : struct, ISlopeFormula
    {
        var with = new Vector<float>((float)parameter);
        Span<Vector<float>> g = MemoryMarshal.Cast<float, Vector<float>>(gradients);
        ReadOnlySpan<Vector<float>> of = MemoryMarshal.Cast<float, Vector<float>>(sources)[..g.Length];
        for (int i = 0; i < g.Length; i++)
            g[i] = TSlope.Multiply(of[i], g[i], with);

        int done = g.Length * Vector<float>.Count;
        if (done == gradients.Length)
            return;
        Span<float> rest = stackalloc float[2 * Vector<float>.Count];
        sources[done..].CopyTo(rest);
        gradients[done..].CopyTo(rest[Vector<float>.Count..]);
        TSlope.Multiply(new Vector<float>(rest), new Vector<float>(rest[Vector<float>.Count..]), with).CopyTo(rest);
        rest[..(gradients.Length - done)].CopyTo(gradients[done..]);
    }
}
