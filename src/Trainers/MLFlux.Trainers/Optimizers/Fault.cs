using MLFlux.Construction;

namespace MLFlux;

/// <summary>Sentences about options outside their range.</summary>
internal static class Fault
{
    /// <summary>No sentence if the value is finite and the condition holds, one otherwise.</summary>
    /// <param name="optimizer">The optimizer's name in code.</param>
    /// <param name="option">The option's name in code.</param>
    /// <param name="value">What was given.</param>
    /// <param name="holds">Whether it is in range, if finite.</param>
    /// <param name="range">The range, in words.</param>
    public static IEnumerable<string> Unless(string optimizer, string option, double value, bool holds, string range) =>
        double.IsFinite(value) && holds
            ? []
            : [$"{optimizer}: {option} must be {range}, got {CodeText.Number(value)}."];
}
