using System.Runtime.InteropServices;
using MLFlux.Construction;
using MLFlux.Kernels;
using MLFlux.Rows;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>
/// The loss of one head among several, and its gradient with respect to the head's outputs: by formula where there is one, row by row in
/// place; for all others on the rows that have a label of the head.
/// </summary>
internal sealed class HeadGradient(HeadLoss head)
{
    private readonly OutputGradient _loss = new(head.Loss);

    /// <returns>The losses of the rows that have a label of the head, each times its weight and the head's, added up.</returns>
    /// <param name="outputs">The outputs of all heads, [rows, width].</param>
    /// <param name="batch">The targets and weights of all heads.</param>
    /// <param name="normalizer">What the sum of the losses is divided by to get what is differentiated.</param>
    /// <param name="gradients">Takes the gradients of the head's outputs in its part; the others stay as they are.</param>
    public double Compute(Tensor outputs, Batch batch, double normalizer, Tensor gradients) =>
        _loss.IsOfClasses ? ByFormula(outputs, batch, gradients, (values, target, weight, slopes) =>
            SoftmaxKernel.CrossEntropy(values, (int)target, (float)(weight / normalizer), slopes))
        : _loss.OfValue is { } formula && head.Head.Width == 1 ? ByFormula(outputs, batch, gradients, (values, target, weight, slopes) =>
        {
            (double loss, double slope) = formula(values[0], target);
            slopes[0] = (float)(weight / normalizer * slope);
            return (float)loss;
        })
        : OfKnown(outputs, batch, normalizer, gradients);

    /// <summary>The loss of one row, of one target, and its slopes.</summary>
    private delegate double RowLoss(ReadOnlySpan<float> outputs, float target, double weight, Span<float> slopes);

    private double ByFormula(Tensor outputs, Batch batch, Tensor gradients, RowLoss loss)
    {
        ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(outputs.bytes);
        ReadOnlySpan<float> targets = MemoryMarshal.Cast<byte, float>(batch.Targets.bytes);
        ReadOnlySpan<float> weights = batch.Weights is { } tensor ? MemoryMarshal.Cast<byte, float>(tensor.bytes) : [];
        Span<float> all = MemoryMarshal.Cast<byte, float>(gradients.bytes);
        int rows = (int)outputs.size(0), width = values.Length / rows, targetWidth = targets.Length / rows;
        double sum = 0;
        for (int row = 0; row < rows; row++)
        {
            Span<float> slopes = all.Slice((row * width) + head.Head.Start, head.Head.Width);
            float target = targets[(row * targetWidth) + head.Head.TargetStart];
            if (float.IsNaN(target))
            {
                slopes.Clear();
                continue;
            }

            double weight = (weights.IsEmpty ? 1.0 : weights[row]) * head.Weight;
            sum += weight * loss(values.Slice((row * width) + head.Head.Start, head.Head.Width), target, weight, slopes);
        }

        return sum;
    }

    private double OfKnown(Tensor outputs, Batch batch, double normalizer, Tensor gradients)
    {
        Tensor own = gradients.narrow(1, head.Head.Start, head.Head.Width);
        if (head.Part(outputs, batch) is not { } part)
        {
            own.zero_();
            return 0;
        }

        Tensor known = empty(part.Outputs.shape);
        double sum = _loss.Compute(part.Outputs, part.Rows, normalizer, known) * head.Weight;
        if (!double.IsFinite(sum))
            return sum;
        if (head.Weight != 1)
            known.Scale(head.Weight);
        if (part.Places is null)
        {
            own.copy_(known);
        }
        else
        {
            own.zero_();
            own.index_copy_(0, part.Places, known);
        }

        return sum;
    }
}
