namespace MLFlux.Kernels;

/// <summary>Which inputs a pool's windows cover along one axis, without those beyond the image.</summary>
internal sealed class PoolAxis
{
    private readonly (int First, int End)[] _windows;

    private PoolAxis((int First, int End)[] windows) => _windows = windows;

    /// <summary>How many windows there are.</summary>
    public int Count => _windows.Length;

    /// <summary>The inputs of a window, from the first to the one behind the last.</summary>
    public (int First, int End) this[int window] => _windows[window];

    /// <summary>The windows along an axis.</summary>
    public static PoolAxis Of(Window window, int axis, int inputs, int outputs) => new(
        [.. Enumerable.Range(0, outputs).Select(output => (output * window.Stride[axis]) - window.Before(axis))
            .Select(first => (Math.Max(0, first), Math.Min(inputs, first + window.Size[axis])))]);

    /// <summary>One window over an axis.</summary>
    public static PoolAxis Whole(int inputs) => new([(0, inputs)]);
}
