using System.Globalization;

namespace MLFlux.Construction;

/// <summary>Writes values as C# has them, whatever the machine's culture.</summary>
internal static class CodeText
{
    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string Flag(bool value) => value ? "true" : "false";
}
