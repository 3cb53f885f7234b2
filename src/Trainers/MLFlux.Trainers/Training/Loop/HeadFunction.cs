namespace MLFlux.Training;

/// <summary>What is applied to a network's raw outputs before the loss.</summary>
internal enum HeadFunction
{
    /// <summary>Nothing: the loss takes the outputs as they are.</summary>
    None,

    /// <summary>The softmax over the classes, for losses that take probabilities.</summary>
    Softmax,

    /// <summary>The logistic function, for losses that take probabilities.</summary>
    Sigmoid,
}
