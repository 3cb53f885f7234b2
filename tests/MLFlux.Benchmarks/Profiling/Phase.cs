namespace MLFlux.Benchmarks.Profiling;

/// <summary>The parts of a training step, in their order, as the thread that runs the loop lives through them.</summary>
internal enum Phase
{
    /// <summary>Gathering the batch, and all that stands between two steps.</summary>
    Feeding,

    /// <summary>The network's forward pass.</summary>
    Forward,

    /// <summary>The loss of the outputs.</summary>
    Loss,

    /// <summary>Clearing the gradients, reading the loss, the backward pass.</summary>
    Backward,

    /// <summary>Counting right rows, waiting for other threads' shares of the batch, adding up their gradients.</summary>
    Waiting,

    /// <summary>The optimizer's update.</summary>
    Update,
}
