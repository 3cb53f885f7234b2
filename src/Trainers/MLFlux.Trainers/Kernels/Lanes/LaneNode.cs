namespace MLFlux.Kernels;

/// <summary>A step between two values of a graph; the number of the value that it gives is one more than its own.</summary>
/// <param name="Step">The step, an <see cref="ILaneNode"/>.</param>
/// <param name="Source">The number of the value that it takes.</param>
/// <param name="Other">The number of a second one, for sums; otherwise null.</param>
internal sealed record LaneNode(KernelStep Step, int Source, int? Other);
