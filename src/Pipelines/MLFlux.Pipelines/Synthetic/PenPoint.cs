namespace MLFlux.Synthetic;

/// <summary>A place the pen passes, and half the width of its line there; in pixels on paper, in copybook units before.</summary>
internal readonly record struct PenPoint(float X, float Y, float HalfWidth);
