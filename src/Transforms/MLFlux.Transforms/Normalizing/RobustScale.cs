namespace MLFlux.Normalizing;

/// <summary>The scale of one number: z = (x − centre) / range or, clipped, y = z / √(1 + (z / 3)²).</summary>
/// <param name="Center">What gives 0; finite.</param>
/// <param name="Range">What a step of 1 is, near 0; finite and above 0.</param>
/// <param name="Clips">Whether the result is kept within (−3, 3).</param>
internal readonly record struct RobustScale(double Center, double Range, bool Clips = true)
{
    /// <summary>No value is further from 0.</summary>
    public const double Bound = 3;

    /// <summary>Beyond it the result is ±3 to the last bit, and the square is still a number.</summary>
    public const double Furthest = 1e30;

    public static RobustScale Identity { get; } = new(0, 1);

    public bool IsValid => double.IsFinite(Center) && double.IsFinite(Range) && Range > 0;

    /// <summary>The scaled number; NaN for NaN.</summary>
    public float Apply(double value)
    {
        double distance = Math.Clamp((value - Center) / Range, -Furthest, Furthest);
        if (!Clips)
            return (float)distance;
        double share = distance / Bound;
        return (float)(distance / Math.Sqrt(1 + (share * share)));
    }
}
