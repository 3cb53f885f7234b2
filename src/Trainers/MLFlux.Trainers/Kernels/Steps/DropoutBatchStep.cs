using MLFlux.Construction;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MLFlux.Kernels;

/// <summary>Dropout of a share of a batch, with the random numbers of the network's module, and the gradients of x.</summary>
internal sealed class DropoutBatchStep(DropoutStep step, BatchMemory memory) : BatchStep(step.Width, memory.Capacity)
{
    private readonly DropoutModule _module = memory.Find<DropoutModule>(step.Site.Path);
    private readonly Tensor _scales = empty(memory.Capacity, step.Width).DetachFromDisposeScope();

    public override bool Learns => false;

    public override Tensor Forward(Tensor x)
    {
        int rows = (int)x.size(0);
        Tensor y = Outputs(rows), scales = _scales.narrow(0, 0, rows);
        _module.Draw(scales);
        TensorPrimitives.Multiply(Floats(x), Floats(scales), Floats(y));
        return y;
    }

    public override void Backward(Tensor x, Tensor? inputGradients)
    {
        if (inputGradients is null)
            return;
        int rows = (int)x.size(0);
        TensorPrimitives.Multiply(Floats(Gradients(rows)), Floats(_scales.narrow(0, 0, rows)), Floats(inputGradients));
    }

    public override void ClearWeightGradients()
    {
    }

    public override void Dispose()
    {
        _scales.Dispose();
        base.Dispose();
    }
}
