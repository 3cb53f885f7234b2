namespace MLFlux.Training;

/// <summary>The parts of a training step, in their order, as the thread that runs the loop lives through them.</summary>
internal enum TrainingPhase
{
    /// <summary>Gathering the batch, and all that stands between two steps.</summary>
    Feeding,

    /// <summary>The network's forward pass and the loss.</summary>
    Forward,

    /// <summary>The gradients, and counting right rows.</summary>
    Backward,

    /// <summary>Waiting for other threads' shares of the batch, and adding up their gradients.</summary>
    Waiting,

    /// <summary>The optimizer's update.</summary>
    Update,
}
