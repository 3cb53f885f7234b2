using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux.Kernels;

/// <summary>
/// The heads of several labels for a share of a batch. All take the same rows, whose gradients are the sum of the heads', and each gives
/// its part of the output.
/// </summary>
internal sealed class OutputsBatchStep : BatchStep
{
    private readonly List<(BatchChain Steps, int Outputs)> _heads = [];
    private readonly Tensor _inputGradients;

    /// <param name="heads">The steps of each head, and how many values it gives.</param>
    /// <param name="inputs">How many values of a row the heads take.</param>
    /// <param name="outputs">How many values all heads give.</param>
    /// <param name="memory">The network's weights and gradients.</param>
    /// <param name="isFirst">Whether the heads take the features, of which nobody needs a gradient.</param>
    public OutputsBatchStep(
        IEnumerable<(IReadOnlyList<KernelStep> Steps, int Outputs)> heads, int inputs, int outputs, BatchMemory memory, bool isFirst)
        : base(outputs, memory.Capacity)
    {
        foreach ((IReadOnlyList<KernelStep> steps, int own) in heads)
            _heads.Add((new BatchChain(steps, memory, isFirst), own));
        _inputGradients = empty(memory.Capacity, inputs).DetachFromDisposeScope();
    }

    public override bool Learns => _heads.Exists(head => head.Steps.Learns);

    public override Tensor Forward(Tensor x)
    {
        Tensor y = Outputs((int)x.size(0));
        long to = 0;
        foreach ((BatchChain steps, int outputs) in _heads)
        {
            y.narrow(1, to, outputs).copy_(steps.Forward(x));
            to += outputs;
        }

        return y;
    }

    public override void Backward(Tensor x, Tensor? inputGradients)
    {
        int rows = (int)x.size(0);
        Tensor own = _inputGradients.narrow(0, 0, rows);
        long to = 0;
        foreach ((BatchChain steps, int outputs) in _heads)
        {
            Tensor gradients = Gradients(rows).narrow(1, to, outputs);
            Tensor? back = inputGradients is null ? null : to == 0 ? inputGradients : own;
            if (steps.IsEmpty)
            {
                back?.copy_(gradients);
            }
            else
            {
                steps.Gradients(rows).copy_(gradients);
                steps.Backward(x, back);
            }

            if (to > 0)
                inputGradients?.Add(own);
            to += outputs;
        }
    }

    public override void ClearWeightGradients() => _heads.ForEach(head => head.Steps.ClearWeightGradients());

    public override void Dispose()
    {
        _heads.ForEach(head => head.Steps.Dispose());
        _inputGradients.Dispose();
        base.Dispose();
    }
}
