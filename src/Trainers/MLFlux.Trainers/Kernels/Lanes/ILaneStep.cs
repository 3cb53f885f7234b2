namespace MLFlux.Kernels;

/// <summary>A step of a plan that can be computed for blocks of rows side by side.</summary>
internal interface ILaneStep
{
    /// <summary>
    /// Whether rows side by side are what the step is for. In training, others are so computed only between two such steps.
    /// </summary>
    bool IsForLanes { get; }

    /// <summary>Whether the step has a backward pass side by side.</summary>
    bool Trains => true;

    /// <summary>
    /// How long a multiplication takes in scoring, beside one of libtorch's over a block of rows; an estimate from whole networks, as good
    /// as to tell convolutions from dense layers.
    /// </summary>
    double LaneCost => 0.25;

    /// <summary>The zeros that have to stand around each channel of the inputs.</summary>
    Border InputBorder { get; }

    /// <summary>Adds the step to a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="source">The number of the value that the step takes.</param>
    /// <returns>The number of the value that it gives.</returns>
    int AddTo(LaneGraph graph, int source);
}
