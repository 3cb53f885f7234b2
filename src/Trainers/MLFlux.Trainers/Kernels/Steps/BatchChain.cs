using static TorchSharp.torch;

namespace MLFlux.Kernels;

/// <summary>Steps one after another, for the shares of batches that one thread trains on. Owns them.</summary>
internal sealed class BatchChain : IDisposable
{
    private readonly List<BatchStep> _steps = [];

    /// <param name="steps">The steps.</param>
    /// <param name="memory">The network's weights and gradients.</param>
    /// <param name="isFirst">Whether the first step takes the features, of which nobody needs a gradient.</param>
    public BatchChain(IReadOnlyList<KernelStep> steps, BatchMemory memory, bool isFirst = true)
    {
        foreach (KernelStep step in LaneRunStep.Join(steps))
            _steps.Add(step.ForBatches(memory, isFirst && _steps.Count == 0));
    }

    /// <summary>Whether there is no step: what is taken is given.</summary>
    public bool IsEmpty => _steps.Count == 0;

    /// <summary>Whether any weight of any step is learned just now.</summary>
    public bool Learns => _steps.Exists(step => step.Learns);

    /// <summary>What the last step gives for x, [rows, inputs]; keeps what <see cref="Backward"/> needs.</summary>
    public Tensor Forward(Tensor x) => _steps.Aggregate(x, (value, step) => step.Forward(value));

    /// <summary>The gradients with respect to what the last step gives; <see cref="Backward"/> overwrites them.</summary>
    public Tensor Gradients(int rows) => _steps[^1].Gradients(rows);

    /// <summary>
    /// The gradients of all weights and, where they are wanted, those of x. Unless they are, what stands before the first step that learns
    /// is not passed through.
    /// </summary>
    /// <param name="x">What <see cref="Forward"/> took last.</param>
    /// <param name="inputGradients">Takes the gradients of x, or null where nobody needs them.</param>
    public void Backward(Tensor x, Tensor? inputGradients = null)
    {
        int rows = (int)x.size(0), first = inputGradients is not null ? 0 : Learns ? _steps.FindIndex(step => step.Learns) : _steps.Count;
        for (int i = _steps.Count - 1; i >= 0; i--)
        {
            if (i < first)
                _steps[i].ClearWeightGradients();
            else
                _steps[i].Backward(i > 0 ? _steps[i - 1].Outputs(rows) : x, i > first ? _steps[i - 1].Gradients(rows) : inputGradients);
        }
    }

    /// <summary>Makes the gradients of all weights zeros.</summary>
    public void ClearWeightGradients() => _steps.ForEach(step => step.ClearWeightGradients());

    public void Dispose() => _steps.ForEach(step => step.Dispose());
}
