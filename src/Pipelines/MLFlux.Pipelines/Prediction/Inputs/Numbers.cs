using System.Globalization;
using System.Numerics;

namespace MLFlux.Prediction;

/// <summary>Numbers of any type as those of a column's.</summary>
internal static class Numbers
{
    /// <summary>
    /// A float or double. Numbers with decimal places are rounded, as they are wherever they are read; whole numbers have to fit
    /// exactly.
    /// </summary>
    public static bool TryFloat<T>(object value, out T number)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        number = default;
        bool isNumber = value switch
        {
            T same => Take(same, out number),
            float single => Take(T.CreateTruncating(single), out number),
            double wide => Take(T.CreateTruncating(wide), out number),
            decimal exact => Take(T.CreateTruncating((double)exact), out number),
            string text when !IsWhole(text) =>
                T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && !T.IsNaN(number),
            _ => TryInteger(value, out Int128 whole) && Int128.CreateSaturating(number = T.CreateTruncating(whole)) == whole,
        };
        return isNumber && !T.IsInfinity(number);
    }

    /// <summary>A whole number within the type's range.</summary>
    public static bool TryWhole<T>(object value, out T number)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        bool isWithin = TryInteger(value, out Int128 whole)
            && whole >= Int128.CreateTruncating(T.MinValue) && whole <= Int128.CreateTruncating(T.MaxValue);
        number = isWithin ? T.CreateTruncating(whole) : default;
        return isWithin;
    }

    private static bool Take<T>(T value, out T number)
    {
        number = value;
        return true;
    }

    private static bool IsWhole(string text) =>
        Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static bool TryInteger(object value, out Int128 whole)
    {
        switch (value)
        {
            case int number:
                whole = number;
                return true;
            case long number:
                whole = number;
                return true;
            case sbyte or byte or short or ushort or uint:
                whole = Convert.ToInt64(value, CultureInfo.InvariantCulture);
                return true;
            case ulong number:
                whole = number;
                return true;
            case float or double:
                double wide = Convert.ToDouble(value, CultureInfo.InvariantCulture);
                bool isWhole = Math.Abs(wide) < ulong.MaxValue && wide == Math.Truncate(wide);
                whole = isWhole ? (Int128)wide : 0;
                return isWhole;
            case decimal exact:
                whole = decimal.IsInteger(exact) ? (Int128)exact : 0;
                return decimal.IsInteger(exact);
            case string text:
                return Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out whole);
            default:
                whole = 0;
                return false;
        }
    }
}
