using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MLFlux.Kernels;

/// <summary>The dense layer that ends the network of members, for one row: y = σ(W x + b), each member with its own W and b.</summary>
/// <param name="step">The layer.</param>
/// <param name="weight">W, [members · outputs, inputs].</param>
/// <param name="bias">b, [members · outputs], or empty.</param>
internal sealed class OwnDenseRowStep(MemberDenseStep step, float[] weight, float[] bias) : RowStep(step.Width)
{
    public override void Run(ReadOnlySpan<float> x, Span<float> y)
    {
        int inputs = step.Inputs;
        for (int i = 0; i < Outputs; i++)
        {
            ReadOnlySpan<float> of = step.TakesRows ? x : x.Slice(i / step.Outputs * inputs, inputs);
            y[i] = TensorPrimitives.Dot(of, weight.AsSpan(i * inputs, inputs));
        }

        y = y[..Outputs];
        if (bias.Length > 0)
            TensorPrimitives.Add(y, bias, y);
        ActivationKernel.Apply(step.Activation, y);
    }
}
