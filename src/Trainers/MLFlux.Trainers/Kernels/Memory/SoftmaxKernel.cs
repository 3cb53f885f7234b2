using System.Numerics.Tensors;

namespace MLFlux.Kernels;

/// <summary>The cross-entropy of the softmax of a row of logits, and its gradient.</summary>
internal static class SoftmaxKernel
{
    /// <summary>−ln softmax(z)ₖ; safe from overflow.</summary>
    /// <param name="logits">z.</param>
    /// <param name="target">k.</param>
    /// <param name="scale">What the gradient is multiplied by.</param>
    /// <param name="gradient">Takes (softmax(z) − eₖ) · scale, as long as z.</param>
    public static double CrossEntropy(ReadOnlySpan<float> logits, int target, float scale, Span<float> gradient)
    {
        float most = TensorPrimitives.Max(logits);
        TensorPrimitives.Subtract(logits, most, gradient);
        float chosen = gradient[target];
        TensorPrimitives.Exp<float>(gradient, gradient);
        float sum = TensorPrimitives.Sum<float>(gradient);
        TensorPrimitives.Multiply(gradient, scale / sum, gradient);
        gradient[target] -= scale;
        return Math.Log(sum) - chosen;
    }
}
