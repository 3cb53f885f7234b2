namespace MLFlux.Kernels;

/// <summary>Memory of a thread for what it computes with right away: it stays in the first cache.</summary>
internal static class LaneScratch
{
    [ThreadStatic]
    private static LaneMemory? _memory;

    /// <summary>The first of so many floats, which hold anything, and are the next caller's in this thread.</summary>
    public static ref float Take(int length)
    {
        if (_memory is null || _memory.Span.Length < length)
            _memory = new LaneMemory(length);
        return ref _memory.First;
    }
}
