namespace MLFlux.Kernels;

/// <summary>A step with its weights, for blocks of rows side by side.</summary>
internal abstract class LanePass : IDisposable
{
    /// <summary>Whether any of the step's weights is learned just now.</summary>
    public virtual bool Learns => false;

    /// <summary>Takes a model's weights, to score with.</summary>
    /// <param name="weights">Gives a weight's values by its name in the network; they are copied.</param>
    public virtual void Load(Func<string, ReadOnlyMemory<float>> weights)
    {
    }

    /// <summary>Takes the weights as they are now, to train on the blocks of a share, and makes their gradients zeros.</summary>
    /// <param name="rows">The rows of the share.</param>
    public virtual void Begin(int rows)
    {
    }

    /// <summary>Whether all blocks of the share have to be gathered before any goes on.</summary>
    public virtual bool Meets => false;

    /// <summary>Takes from a block what its share needs for the meeting.</summary>
    /// <param name="block">Which block of the share it is.</param>
    /// <param name="x">The inputs.</param>
    public virtual void Gather(int block, LaneMemory x)
    {
    }

    /// <summary>Makes of all blocks, and of the batch's other shares, what <see cref="Forward"/> needs.</summary>
    public virtual void Meet()
    {
    }

    /// <summary>y of x.</summary>
    /// <param name="block">Which block of the share it is.</param>
    /// <param name="x">The inputs.</param>
    /// <param name="y">Takes the outputs.</param>
    public abstract void Forward(int block, LaneMemory x, LaneMemory y);

    /// <summary>Takes from a block what its share needs for the meeting before <see cref="Backward"/>, where there are any.</summary>
    /// <param name="block">Which block of the share it is.</param>
    /// <param name="x">What <see cref="Forward"/> took of the block.</param>
    /// <param name="y">What it gave.</param>
    /// <param name="outputGradients">The gradients of y; overwritten.</param>
    public virtual void GatherBack(int block, LaneMemory x, LaneMemory y, LaneMemory outputGradients)
    {
    }

    /// <summary>Makes of all blocks, and of the batch's other shares, what <see cref="Backward"/> needs.</summary>
    public virtual void MeetBack()
    {
    }

    /// <summary>From the gradients of y those of x, and, added to those of other blocks, those of the weights that are learned.</summary>
    /// <param name="block">Which block of the share it is.</param>
    /// <param name="x">What <see cref="Forward"/> took of the block.</param>
    /// <param name="y">What it gave.</param>
    /// <param name="outputGradients">The gradients of y; overwritten.</param>
    /// <param name="inputGradients">Takes the gradients of x, or null where nobody needs them.</param>
    /// <exception cref="NotSupportedException">The step is one of scoring alone, of which there is none in a plan to train.</exception>
    public virtual void Backward(int block, LaneMemory x, LaneMemory y, LaneMemory outputGradients, LaneMemory? inputGradients) =>
        throw new NotSupportedException($"{GetType().Name} is a step of scoring alone.");

    /// <summary>Makes the gradients of all weights zeros.</summary>
    public virtual void ClearWeightGradients()
    {
    }

    public virtual void Dispose()
    {
    }
}
