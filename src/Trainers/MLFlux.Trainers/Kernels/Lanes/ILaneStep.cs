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

    /// <summary>Whether side by side is not the slower way: an activation may be a series, computed value by value.</summary>
    bool IsQuick => true;

    /// <summary>The zeros that have to stand around each channel of the inputs.</summary>
    Border InputBorder { get; }

    /// <summary>The zeros that have to stand around each channel of the outputs' gradients.</summary>
    Border GradientBorder { get; }

    /// <summary>The step over vectors of one width. The caller disposes it.</summary>
    /// <param name="frame">How values and gradients lie.</param>
    /// <param name="memory">In training, the network's weights and gradients; null in scoring.</param>
    LanePass CreatePass<TVector, TLanes>(LaneFrame frame, BatchMemory? memory)
        where TVector : struct
        where TLanes : ILanes<TVector>;
}
