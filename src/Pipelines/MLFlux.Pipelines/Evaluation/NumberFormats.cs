namespace MLFlux.Evaluation;

/// <summary>How figures are written.</summary>
internal static class NumberFormats
{
    /// <summary>Four decimals; what rounds to zero has no sign.</summary>
    public const string FourDecimals = "0.0000;-0.0000;0.0000";
}
