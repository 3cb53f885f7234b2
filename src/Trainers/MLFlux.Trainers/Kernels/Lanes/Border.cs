namespace MLFlux.Kernels;

/// <summary>How many zeros stand around each channel of an image, so that a window may reach beyond the image.</summary>
internal readonly record struct Border(int Top, int Bottom, int Left, int Right);
