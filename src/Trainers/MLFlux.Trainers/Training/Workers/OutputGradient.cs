using System.Runtime.InteropServices;
using MLFlux.Construction;
using MLFlux.Kernels;
using MLFlux.Rows;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>
/// The loss of a share of a batch and its gradient with respect to the network's outputs: by formula for the losses that the tasks have
/// by themselves, by libtorch's graph, which is then no longer than the loss, for all others. Of members the mean of their losses counts.
/// </summary>
internal sealed class OutputGradient(LossHead head)
{
    private readonly HeadGradient[]? _ofHeads = (head.Loss as HeadsLoss)?.Heads.Select(one => new HeadGradient(one)).ToArray();

    /// <summary>Whether the loss is the cross-entropy of classes by their index, which has a formula.</summary>
    public bool IsOfClasses { get; } = head is { Loss: CrossEntropyLoss { LabelSmoothing: 0 }, Function: HeadFunction.None };

    /// <summary>The formula of the loss where there is one output, or null.</summary>
    public ValueLoss? OfValue { get; } = head switch
    {
        { Loss: BinaryCrossEntropyLoss { LabelSmoothing: 0 }, Function: HeadFunction.None } => ValueLosses.Logistic,
        { Loss: MeanSquaredErrorLoss, Function: HeadFunction.None } => ValueLosses.Squared,
        _ => null,
    };

    /// <returns>The rows' losses, each times its weight, added up; where it is not finite, the gradients are not to be used.</returns>
    /// <param name="outputs">The network's outputs, [rows, width], or its members', [rows, members, width].</param>
    /// <param name="batch">The targets and weights.</param>
    /// <param name="normalizer">What the sum of the losses is divided by to get what is differentiated.</param>
    /// <param name="gradients">Takes the gradients, of the shape of the outputs.</param>
    public double Compute(Tensor outputs, Batch batch, double normalizer, Tensor gradients)
    {
        if (batch.Mix is null && _ofHeads is not null)
            return _ofHeads.Sum(one => one.Compute(outputs, batch, normalizer, gradients));
        if (batch.Mix is null && IsOfClasses)
            return OfClasses(outputs, batch, normalizer, gradients);
        return batch.Mix is null && OfValue is not null && outputs.size(-1) == 1
            ? OfValues(OfValue, outputs, batch, normalizer, gradients)
            : ByGraph(outputs, batch, normalizer, gradients);
    }

    private static double OfClasses(Tensor outputs, Batch batch, double normalizer, Tensor gradients)
    {
        int width = (int)outputs.size(-1), members = Members(outputs);
        ReadOnlySpan<float> logits = MemoryMarshal.Cast<byte, float>(outputs.bytes);
        Span<float> all = MemoryMarshal.Cast<byte, float>(gradients.bytes);
        ReadOnlySpan<long> classes = MemoryMarshal.Cast<byte, long>(batch.Targets.bytes);
        ReadOnlySpan<float> weights = batch.Weights is { } tensor ? MemoryMarshal.Cast<byte, float>(tensor.bytes) : [];
        double sum = 0;
        for (int i = 0; i < classes.Length * members; i++)
        {
            int row = i / members;
            double weight = (weights.IsEmpty ? 1.0 : weights[row]) / members;
            sum += weight * SoftmaxKernel.CrossEntropy(
                logits.Slice(i * width, width), (int)classes[row], (float)(weight / normalizer), all.Slice(i * width, width));
        }

        return sum;
    }

    private static double OfValues(ValueLoss loss, Tensor outputs, Batch batch, double normalizer, Tensor gradients)
    {
        int members = Members(outputs);
        ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(outputs.bytes);
        Span<float> slopes = MemoryMarshal.Cast<byte, float>(gradients.bytes);
        ReadOnlySpan<float> targets = MemoryMarshal.Cast<byte, float>(batch.Targets.bytes);
        ReadOnlySpan<float> weights = batch.Weights is { } tensor ? MemoryMarshal.Cast<byte, float>(tensor.bytes) : [];
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            int row = i / members;
            double weight = (weights.IsEmpty ? 1.0 : weights[row]) / members;
            (double ofRow, double slope) = loss(values[i], targets[row]);
            sum += weight * (float)ofRow; // A loss that floats cannot hold ends the fit, as libtorch's does.
            slopes[i] = (float)(weight / normalizer * slope);
        }

        return sum;
    }

    private static int Members(Tensor outputs) => outputs.dim() == 3 ? (int)outputs.size(1) : 1;

    private double ByGraph(Tensor outputs, Batch batch, double normalizer, Tensor gradients)
    {
        using Tensor leaf = outputs.detach().requires_grad_();
        using Tensor loss = leaf.dim() == 3 ? head.ComputeMembers(leaf, batch) : head.Compute(leaf, batch);
        float mean = loss.item<float>();
        if (!float.IsFinite(mean))
            return mean;

        using Tensor share = loss * (Number)(batch.TotalWeight / normalizer);
        share.backward();
        gradients.copy_(leaf.grad!);
        return mean * batch.TotalWeight;
    }
}
