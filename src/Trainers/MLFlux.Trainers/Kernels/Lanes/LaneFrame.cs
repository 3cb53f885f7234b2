namespace MLFlux.Kernels;

/// <summary>How the values around a step lie, and the gradients with respect to them.</summary>
/// <param name="Input">How x lies.</param>
/// <param name="Output">How y lies.</param>
/// <param name="InputGradient">How the gradients of x lie; null where nobody needs them.</param>
/// <param name="OutputGradient">How the gradients of y lie.</param>
internal sealed record LaneFrame(LanePlanes Input, LanePlanes Output, LanePlanes? InputGradient, LanePlanes OutputGradient)
{
    /// <summary>How the second of two values lies that are added up; otherwise null.</summary>
    public LanePlanes? Other { get; init; }

    /// <summary>How the gradients of the second lie; null where nobody needs them.</summary>
    public LanePlanes? OtherGradient { get; init; }
}
