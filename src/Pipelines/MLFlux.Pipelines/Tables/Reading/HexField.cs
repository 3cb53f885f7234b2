using System.Globalization;

namespace MLFlux.Tables;

/// <summary>Reads whole numbers with the base of sixteen, as sensors and programs write them: <c>0x1A3F</c>.</summary>
internal static class HexField
{
    private const int MostDigits = 12;

    public static bool TryRead(ReadOnlySpan<char> field, out double number)
    {
        number = double.NaN;
        bool isHex = field is ['0', 'x' or 'X', _, ..] && field.Length <= MostDigits + 2
            && long.TryParse(field[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long whole)
            && (number = whole) >= 0;
        return isHex;
    }
}
