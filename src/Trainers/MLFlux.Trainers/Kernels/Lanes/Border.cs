namespace MLFlux.Kernels;

/// <summary>How many zeros stand around each channel of an image, so that a window may reach beyond the image.</summary>
internal readonly record struct Border(int Top, int Bottom, int Left, int Right)
{
    /// <summary>The zeros that two of those who take the same values need.</summary>
    public static Border Around(Border a, Border b) =>
        new(Math.Max(a.Top, b.Top), Math.Max(a.Bottom, b.Bottom), Math.Max(a.Left, b.Left), Math.Max(a.Right, b.Right));
}
