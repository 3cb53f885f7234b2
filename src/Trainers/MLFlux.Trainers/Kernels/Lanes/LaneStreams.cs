namespace MLFlux.Kernels;

/// <summary>Several sequences of vectors that are gone through at a time, place by place over the images of some blocks.</summary>
/// <param name="blocks">The values of each block.</param>
/// <param name="first">The value that starts are counted from.</param>
/// <param name="starts">How far the value at the first place is for each of them, in floats.</param>
/// <param name="line">From a line of places to the next, in floats.</param>
/// <param name="step">From a place to the next, in floats.</param>
internal readonly ref struct LaneStreams(ReadOnlySpan<LaneMemory> blocks, int first, ReadOnlySpan<int> starts, int line, int step)
{
    /// <summary>The values of each block.</summary>
    public ReadOnlySpan<LaneMemory> Blocks { get; } = blocks;

    /// <summary>The value that starts are counted from.</summary>
    public int First { get; } = first;

    /// <summary>How far the value at the first place is for each of them, in floats.</summary>
    public ReadOnlySpan<int> Starts { get; } = starts;

    /// <summary>From a line of places to the next, in floats.</summary>
    public int Line { get; } = line;

    /// <summary>From a place to the next, in floats.</summary>
    public int Step { get; } = step;
}
