using System.Globalization;

namespace MLFlux.Evaluation;

/// <summary>How figures are written.</summary>
internal static class NumberFormats
{
    /// <summary>From here on all digits of a number are more than a person reads.</summary>
    public const double Huge = 1e12;

    /// <summary>Four decimals; what rounds to zero has no sign, and what is huge has an exponent.</summary>
    public static string FourDecimals(double value) =>
        value.ToString(Math.Abs(value) >= Huge ? "0.0000E+0" : "0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture);
}
