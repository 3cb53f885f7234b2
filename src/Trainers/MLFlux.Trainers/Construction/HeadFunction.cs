namespace MLFlux.Construction;

/// <summary>A function of a network's raw outputs.</summary>
internal enum HeadFunction
{
    /// <summary>None: the outputs stay as they are.</summary>
    None,

    /// <summary>The softmax over the classes.</summary>
    Softmax,

    /// <summary>The logistic function of each.</summary>
    Sigmoid,
}
