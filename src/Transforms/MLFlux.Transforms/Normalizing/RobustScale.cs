namespace MLFlux.Normalizing;

/// <summary>The scale of one number: z = (x − centre) / range, and what becomes of z far from 0.</summary>
/// <param name="Center">What gives 0; finite.</param>
/// <param name="Range">What a step of 1 is, near 0; finite and above 0.</param>
/// <param name="Tail">What becomes of numbers far from the centre.</param>
internal readonly record struct RobustScale(double Center, double Range, RobustTail Tail = RobustTail.Bounded)
{
    /// <summary>No value that is bounded is further from 0.</summary>
    public const double Bound = 3;

    /// <summary>From it on values grow by the logarithm: far beyond the numbers of tables without heavy tails.</summary>
    public const double Far = 30;

    /// <summary>Beyond it the result is ±3 to the last bit, and the square is still a number.</summary>
    public const double Furthest = 1e30;

    public static RobustScale Identity { get; } = new(0, 1);

    public bool IsValid => double.IsFinite(Center) && double.IsFinite(Range) && Range > 0;

    /// <summary>The scaled number; NaN for NaN.</summary>
    public float Apply(double value)
    {
        double distance = Math.Clamp((value - Center) / Range, -Furthest, Furthest);
        double share = distance / Bound;
        return (float)(Tail switch
        {
            RobustTail.Straight => distance,
            RobustTail.Bounded => distance / Math.Sqrt(1 + (share * share)),
            RobustTail.Logarithmic => Math.Abs(distance) <= Far || double.IsNaN(distance)
                ? distance : Math.CopySign(Far * (1 + Math.Log(Math.Abs(distance) / Far)), distance),
        });
    }
}
