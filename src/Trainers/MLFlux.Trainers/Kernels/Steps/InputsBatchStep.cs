using static TorchSharp.torch;

namespace MLFlux.Kernels;

/// <summary>
/// The branches of several columns for a share of a batch. Each takes its part of every row, in memory of its own, since steps take
/// rows that lie side by side, and gives its part of the output.
/// </summary>
internal sealed class InputsBatchStep : BatchStep
{
    private readonly List<(Tensor Inputs, BatchChain Steps, int Outputs)> _branches = [];

    /// <param name="branches">How many values each branch takes and gives, and its steps.</param>
    /// <param name="outputs">How many values all branches give.</param>
    /// <param name="memory">The network's weights and gradients.</param>
    public InputsBatchStep(
        IEnumerable<(int Inputs, IReadOnlyList<KernelStep> Steps, int Outputs)> branches, int outputs, BatchMemory memory)
        : base(outputs, memory.Capacity)
    {
        foreach ((int inputs, IReadOnlyList<KernelStep> steps, int own) in branches)
            _branches.Add((empty(memory.Capacity, inputs).DetachFromDisposeScope(), new BatchChain(steps, memory), own));
    }

    public override bool Learns => _branches.Exists(branch => branch.Steps.Learns);

    public override Tensor Forward(Tensor x)
    {
        int rows = (int)x.size(0);
        Tensor y = Outputs(rows);
        long from = 0, to = 0;
        foreach ((Tensor inputs, BatchChain steps, int outputs) in _branches)
        {
            Tensor taken = inputs.narrow(0, 0, rows);
            taken.copy_(x.narrow(1, from, inputs.size(1)));
            y.narrow(1, to, outputs).copy_(steps.Forward(taken));
            from += inputs.size(1);
            to += outputs;
        }

        return y;
    }

    /// <param name="x">What <see cref="Forward"/> took last.</param>
    /// <param name="inputGradients">Null: columns stand at the head of a network.</param>
    public override void Backward(Tensor x, Tensor? inputGradients)
    {
        int rows = (int)x.size(0);
        long to = 0;
        foreach ((Tensor inputs, BatchChain steps, int outputs) in _branches)
        {
            if (!steps.IsEmpty)
            {
                steps.Gradients(rows).copy_(Gradients(rows).narrow(1, to, outputs));
                steps.Backward(inputs.narrow(0, 0, rows));
            }

            to += outputs;
        }
    }

    public override void ClearWeightGradients() => _branches.ForEach(branch => branch.Steps.ClearWeightGradients());

    public override void Dispose()
    {
        foreach ((Tensor inputs, BatchChain steps, _) in _branches)
        {
            inputs.Dispose();
            steps.Dispose();
        }

        base.Dispose();
    }
}
