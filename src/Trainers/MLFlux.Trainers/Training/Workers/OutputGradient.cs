using System.Runtime.InteropServices;
using MLFlux.Construction;
using MLFlux.Kernels;
using MLFlux.Rows;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>
/// The loss of a share of a batch and its gradient with respect to the network's outputs: by formula for the cross-entropy of
/// classes, by libtorch's graph, which is then no longer than the loss, for all others.
/// </summary>
internal sealed class OutputGradient(LossHead head)
{
    private readonly bool _isCrossEntropy = head is { Loss: CrossEntropyLoss { LabelSmoothing: 0 }, Function: HeadFunction.None };

    /// <returns>The rows' losses, each times its weight, added up; where it is not finite, the gradients are not to be used.</returns>
    /// <param name="outputs">The network's outputs, [rows, width].</param>
    /// <param name="batch">The targets and weights.</param>
    /// <param name="normalizer">What the sum of the losses is divided by to get what is differentiated.</param>
    /// <param name="gradients">Takes the gradients, [rows, width].</param>
    public double Compute(Tensor outputs, Batch batch, double normalizer, Tensor gradients) =>
        _isCrossEntropy && batch.Mix is null
            ? ByFormula(outputs, batch, normalizer, gradients)
            : ByGraph(outputs, batch, normalizer, gradients);

    private static double ByFormula(Tensor outputs, Batch batch, double normalizer, Tensor gradients)
    {
        int width = (int)outputs.size(1);
        ReadOnlySpan<float> logits = MemoryMarshal.Cast<byte, float>(outputs.bytes);
        Span<float> all = MemoryMarshal.Cast<byte, float>(gradients.bytes);
        ReadOnlySpan<long> classes = MemoryMarshal.Cast<byte, long>(batch.Targets.bytes);
        ReadOnlySpan<float> weights = batch.Weights is { } tensor ? MemoryMarshal.Cast<byte, float>(tensor.bytes) : [];
        double sum = 0;
        for (int row = 0; row < classes.Length; row++)
        {
            double weight = weights.IsEmpty ? 1 : weights[row];
            sum += weight * SoftmaxKernel.CrossEntropy(
                logits.Slice(row * width, width), (int)classes[row], (float)(weight / normalizer), all.Slice(row * width, width));
        }

        return sum;
    }

    private double ByGraph(Tensor outputs, Batch batch, double normalizer, Tensor gradients)
    {
        using Tensor leaf = outputs.detach().requires_grad_();
        using Tensor loss = head.Compute(leaf, batch);
        float mean = loss.item<float>();
        if (!float.IsFinite(mean))
            return mean;

        using Tensor share = loss * (batch.TotalWeight / normalizer);
        share.backward();
        gradients.copy_(leaf.grad!);
        return mean * batch.TotalWeight;
    }
}
