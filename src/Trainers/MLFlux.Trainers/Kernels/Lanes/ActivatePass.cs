namespace MLFlux.Kernels;

/// <summary>An activation for blocks of rows side by side, and the gradients of x.</summary>
internal sealed class ActivatePass(Activation activation, LaneFrame frame) : LanePass
{
    public override void Forward(int block, LaneMemory x, LaneMemory y)
    {
        (int parts, _) = frame.Input.Parts(frame.Output);
        for (int part = 0; part < parts; part++)
        {
            Span<float> values = frame.Output.Part(y.Span, part, parts);
            frame.Input.Part(x.Span, part, parts).CopyTo(values);
            ActivationKernel.Apply(activation, values);
        }
    }

    public override void Backward(int block, LaneMemory x, LaneMemory y, LaneMemory outputGradients, LaneMemory? inputGradients)
    {
        if (inputGradients is null)
            return;
        LanePlanes input = frame.InputGradient!;
        (int parts, _) = input.Parts(frame.OutputGradient, frame.Output, frame.Input);
        for (int part = 0; part < parts; part++)
        {
            Span<float> gradients = input.Part(inputGradients.Span, part, parts);
            frame.OutputGradient.Part(outputGradients.Span, part, parts).CopyTo(gradients);
            ActivationKernel.MultiplyBySlope(
                activation, frame.Input.Part(x.Span, part, parts), frame.Output.Part(y.Span, part, parts), gradients);
        }
    }
}
