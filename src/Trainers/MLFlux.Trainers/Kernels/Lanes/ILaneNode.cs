namespace MLFlux.Kernels;

/// <summary>A step of one pass over blocks of rows side by side.</summary>
internal interface ILaneNode : ILaneStep
{
    /// <summary>The zeros that have to stand around each channel of the outputs' gradients.</summary>
    Border GradientBorder => default;

    Border ILaneStep.InputBorder => default;

    int ILaneStep.AddTo(LaneGraph graph, int source) => graph.Add((KernelStep)this, source);

    /// <summary>The step over vectors of one width. The caller disposes it.</summary>
    /// <param name="frame">How values and gradients lie.</param>
    /// <param name="memory">In training, the network's weights and gradients; null in scoring.</param>
    LanePass CreatePass<TVector, TLanes>(LaneFrame frame, BatchMemory? memory)
        where TVector : struct
        where TLanes : ILanes<TVector>;
}
