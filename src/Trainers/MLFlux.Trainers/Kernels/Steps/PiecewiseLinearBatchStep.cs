using MLFlux.Construction;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MLFlux.Kernels;

/// <summary>The parts of the numbers of a share of a batch, and the gradients of the numbers.</summary>
internal sealed class PiecewiseLinearBatchStep(PiecewiseLinearStep step, BatchMemory memory) : BatchStep(step.Width, memory.Capacity)
{
    private readonly PiecewiseLinearModule _module = memory.Find<PiecewiseLinearModule>(step.Site.Path);

    public override bool Learns => false;

    public override Tensor Forward(Tensor x)
    {
        Tensor y = Outputs((int)x.size(0));
        ReadOnlySpan<float> from = Floats(x), start = Floats(_module.Start), slope = Floats(_module.Slope);
        Span<float> to = Floats(y);
        for (; !from.IsEmpty; from = from[step.Site.Input.Size..], to = to[step.Output.Size..])
            PiecewiseLinearRowStep.Encode(step, from, start, slope, to[..step.Output.Size]);
        return y;
    }

    public override void Backward(Tensor x, Tensor? inputGradients)
    {
        if (inputGradients is null)
            return;
        ReadOnlySpan<float> from = Floats(x), start = Floats(_module.Start), slope = Floats(_module.Slope);
        ReadOnlySpan<float> gradients = Floats(Gradients((int)x.size(0)));
        Span<float> to = Floats(inputGradients), parts = new float[step.Bins];
        int inputs = step.Site.Input.Size;
        for (; !from.IsEmpty; from = from[inputs..], to = to[inputs..], gradients = gradients[step.Output.Size..])
        {
            for (int i = 0; i < step.Others.Length; i++)
                to[step.Others[i]] = gradients[i];
            for (int number = 0; number < step.Numbers.Length; number++)
            {
                int first = number * step.Bins;
                Place(from[step.Numbers[number]], start.Slice(first, step.Bins), slope.Slice(first, step.Bins), parts);
                float sum = 0;
                for (int bin = 0; bin < step.Bins; bin++)
                    sum += parts[bin] is >= 0 and <= 1 ? gradients[step.Others.Length + first + bin] * slope[first + bin] : 0;
                to[step.Numbers[number]] = sum;
            }
        }
    }

    public override void ClearWeightGradients()
    {
    }

    /// <summary>Where a number lies in each bin, unbounded: (x − start) · slope.</summary>
    private static void Place(float number, ReadOnlySpan<float> start, ReadOnlySpan<float> slope, Span<float> parts)
    {
        TensorPrimitives.Subtract(number, start, parts);
        TensorPrimitives.Multiply(parts, slope, parts);
    }
}
