using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MLFlux.Kernels;

/// <summary>
/// A step with its weights, for the shares of batches that one thread trains on. What it gives lies in memory that every share uses
/// again. Owns its tensors.
/// </summary>
internal abstract class BatchStep : IDisposable
{
    private readonly Tensor _outputs;
    private readonly Tensor _gradients;

    /// <param name="outputs">How many values the step gives for a row.</param>
    /// <param name="capacity">The most rows there can be.</param>
    protected BatchStep(int outputs, int capacity)
    {
        _outputs = empty(capacity, outputs).DetachFromDisposeScope();
        _gradients = empty(capacity, outputs).DetachFromDisposeScope();
    }

    /// <summary>Whether any of the step's weights is learned just now.</summary>
    public abstract bool Learns { get; }

    /// <summary>y of the first rows, [rows, outputs].</summary>
    public Tensor Outputs(int rows) => _outputs.narrow(0, 0, rows);

    /// <summary>The gradients with respect to y, of the first rows; <see cref="Backward"/> overwrites them.</summary>
    public Tensor Gradients(int rows) => _gradients.narrow(0, 0, rows);

    /// <summary>y of x, [rows, inputs]; keeps what <see cref="Backward"/> needs.</summary>
    public abstract Tensor Forward(Tensor x);

    /// <summary>From the gradients of y those of the weights that are learned, zeros for the frozen ones, and those of x.</summary>
    /// <param name="x">What <see cref="Forward"/> took last.</param>
    /// <param name="inputGradients">Takes the gradients of x, or null where nobody needs them.</param>
    public abstract void Backward(Tensor x, Tensor? inputGradients);

    /// <summary>
    /// Makes the gradients of all weights zeros: in place of <see cref="Backward"/>, where neither this step learns nor one before it.
    /// </summary>
    public abstract void ClearWeightGradients();

    public virtual void Dispose()
    {
        _outputs.Dispose();
        _gradients.Dispose();
    }

    protected static Span<float> Floats(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
