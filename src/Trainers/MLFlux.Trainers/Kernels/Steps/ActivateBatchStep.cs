using static TorchSharp.torch;

namespace MLFlux.Kernels;

/// <summary>An activation of a share of a batch, and the gradients of x.</summary>
internal sealed class ActivateBatchStep(ActivateStep step, BatchMemory memory) : BatchStep(step.Width, memory.Capacity)
{
    public override bool Learns => false;

    public override Tensor Forward(Tensor x)
    {
        Tensor y = Outputs((int)x.size(0));
        y.copy_(x);
        ActivationKernel.Apply(step.Activation, Floats(y));
        return y;
    }

    public override void Backward(Tensor x, Tensor? inputGradients)
    {
        if (inputGradients is null)
            return;
        int rows = (int)x.size(0);
        inputGradients.copy_(Gradients(rows));
        ActivationKernel.MultiplyBySlope(step.Activation, Floats(x), Floats(Outputs(rows)), Floats(inputGradients));
    }

    public override void ClearWeightGradients()
    {
    }
}
