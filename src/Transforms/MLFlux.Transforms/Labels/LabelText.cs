using System.Globalization;

namespace MLFlux.Labels;

/// <summary>Labels, categories and ids as text: whole numbers with all their digits.</summary>
internal static class LabelText
{
    private const double WholeLimit = 1e18;

    public static string Of<T>(T value) => value switch
    {
        float number => Number(number) ?? number.ToString("R", CultureInfo.InvariantCulture),
        double number => Number(number) ?? number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string? Number(double number) =>
        Math.Abs(number) < WholeLimit && number == Math.Truncate(number) ? ((long)number).ToString(CultureInfo.InvariantCulture) : null;
}
