using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MLFlux.Kernels;

/// <summary>The sum of two values, for blocks of rows side by side, and its gradients.</summary>
internal sealed class SumPass(LaneFrame frame) : LanePass
{
    public override void Forward(int block, LaneMemory x, LaneMemory y) => Copy(x, frame.Input, y, frame.Output);

    /// <summary>Adds the second value to what <see cref="Forward"/> gave of the first.</summary>
    public void Add(LaneMemory other, LaneMemory y)
    {
        (int parts, _) = frame.Output.Parts(frame.Other!);
        for (int part = 0; part < parts; part++)
        {
            Span<float> sum = frame.Output.Part(y.Span, part, parts);
            TensorPrimitives.Add(sum, frame.Other!.Part(other.Span, part, parts), sum);
        }
    }

    public override void Backward(int block, LaneMemory x, LaneMemory y, LaneMemory outputGradients, LaneMemory? inputGradients)
    {
        if (inputGradients is not null)
            Copy(outputGradients, frame.OutputGradient, inputGradients, frame.InputGradient!);
    }

    /// <summary>The gradients of the second value.</summary>
    public void BackwardToOther(LaneMemory outputGradients, LaneMemory otherGradients) =>
        Copy(outputGradients, frame.OutputGradient, otherGradients, frame.OtherGradient!);

    private static void Copy(LaneMemory source, LanePlanes from, LaneMemory target, LanePlanes to)
    {
        (int parts, _) = from.Parts(to);
        for (int part = 0; part < parts; part++)
            from.Part(source.Span, part, parts).CopyTo(to.Part(target.Span, part, parts));
    }
}
