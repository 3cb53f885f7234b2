using System.Globalization;

namespace MLFlux.Networks;

/// <summary>Writes values as C# has them, whatever the machine's culture.</summary>
internal static class CodeText
{
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string Flag(bool value) => value ? "true" : "false";

    public static string Pair((int, int) value) => string.Create(CultureInfo.InvariantCulture, $"({value.Item1}, {value.Item2})");

    public static bool TryParseCount(string text, out int value) =>
        int.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
