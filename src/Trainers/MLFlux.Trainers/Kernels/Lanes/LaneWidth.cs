using System.Runtime.Intrinsics;

namespace MLFlux.Kernels;

/// <summary>How many rows lie side by side: as many as the processor's vectors hold, or fewer where there are few rows.</summary>
internal static class LaneWidth
{
    /// <summary>How many numbers a block's values at a place of the network may be: 64 MB.</summary>
    private const int MostValues = 1 << 24;

    /// <summary>The most rows side by side that the processor computes at once.</summary>
    public static int Most { get; } =
        Vector512.IsHardwareAccelerated ? Vector512<float>.Count
        : Vector256.IsHardwareAccelerated ? Vector256<float>.Count
        : Vector128<float>.Count;

    /// <summary>Whether the processor computes vectors at all.</summary>
    public static bool IsFast => Vector128.IsHardwareAccelerated;

    /// <summary>
    /// Whether a block holds examples of a shape within a border; larger ones are left to libtorch, so that memory does not grow.
    /// </summary>
    public static bool Holds(Shape shape, Border border = default)
    {
        LanePlanes planes = LanePlanes.Of(shape, lanes: 1, border);
        long height = (long)border.Top + planes.Height + border.Bottom, width = (long)border.Left + planes.Width + border.Right;
        return height * width * planes.Channels <= MostValues / Most;
    }

    /// <summary>The lanes of blocks of rows. A row has the same values whatever the number of lanes.</summary>
    /// <param name="rows">The most rows there are.</param>
    public static int For(int rows)
    {
        int lanes = Most;
        while (lanes > Vector128<float>.Count && rows <= lanes / 2)
            lanes /= 2;
        return lanes;
    }
}
