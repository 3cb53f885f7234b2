using System.Numerics;

namespace MLFlux.Kernels;

/// <summary>Functions on vectors that keep their precision where the plain formula loses it.</summary>
internal static class VectorFunctions
{
    /// <summary>Nearer to zero than that, exp(x) − 1 is a series of four terms: the fifth is below single precision.</summary>
    private const float Near = 1f / 32;

    /// <summary>1 / (1 + exp(−x)).</summary>
    public static Vector<float> Sigmoid(Vector<float> x) => Vector<float>.One / (Vector<float>.One + Vector.Exp(-x));

    /// <summary>exp(x) − 1.</summary>
    public static Vector<float> ExpMinusOne(Vector<float> x)
    {
        Vector<float> series = x * (Vector<float>.One + (x * (Of(1f / 2) + (x * (Of(1f / 6) + (x * Of(1f / 24)))))));
        return Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(x), Of(Near)), series, Vector.Exp(x) - Vector<float>.One);
    }

    /// <summary>
    /// ln(1 + exp(−|x|)). With e = exp(−|x|) and u = 1 + e rounded, ln(u) e / (u − 1) takes the rounding back (Kahan's formula, in
    /// Goldberg, "What Every Computer Scientist Should Know About Floating-Point Arithmetic", 1991, theorem 4).
    /// </summary>
    public static Vector<float> LogOnePlusExpOfMinusAbsolute(Vector<float> x)
    {
        Vector<float> e = Vector.Exp(-Vector.Abs(x)), u = Vector<float>.One + e;
        Vector<float> logarithm = Vector.Log(u) * e / (u - Vector<float>.One);
        return Vector.ConditionalSelect(Vector.Equals(u, Vector<float>.One), e, logarithm);
    }

    /// <summary>
    /// Φ(x), the normal distribution function, by 1 − erf, whose relative error is below 1.2e-7 besides rounding (Press et al., "Numerical
    /// Recipes in C", 2nd edition, 1992, section 6.2, a Chebyshev fit).
    /// </summary>
    public static Vector<float> NormalDistribution(Vector<float> x)
    {
        Vector<float> z = Vector.Abs(x) * Of(0.70710678f), t = Vector<float>.One / (Vector<float>.One + (z * Of(0.5f)));
        Vector<float> fit = Of(0.17087277f);
        fit = (fit * t) + Of(-0.82215223f);
        fit = (fit * t) + Of(1.48851587f);
        fit = (fit * t) + Of(-1.13520398f);
        fit = (fit * t) + Of(0.27886807f);
        fit = (fit * t) + Of(-0.18628806f);
        fit = (fit * t) + Of(0.09678418f);
        fit = (fit * t) + Of(0.37409196f);
        fit = (fit * t) + Of(1.00002368f);
        fit = (fit * t) + Of(-1.26551223f);
        Vector<float> tail = Of(0.5f) * t * Vector.Exp(fit - (z * z));
        return Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), tail, Vector<float>.One - tail);
    }

    /// <summary>A number in each place.</summary>
    public static Vector<float> Of(float value) => new(value);
}
