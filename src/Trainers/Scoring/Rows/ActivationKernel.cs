using System.Numerics.Tensors;

namespace MLFlux.Scoring;

/// <summary>Activations on memory: the common ones vectorised, the others by their formula.</summary>
internal static class ActivationKernel
{
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
            case TanhActivation:
                TensorPrimitives.Tanh<float>(values, values);
                break;
            default:
                for (int i = 0; i < values.Length; i++)
                    values[i] = (float)activation.Evaluate(values[i]);
                break;
        }
    }
}
