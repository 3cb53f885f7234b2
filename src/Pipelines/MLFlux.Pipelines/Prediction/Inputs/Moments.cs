using System.Globalization;

namespace MLFlux.Prediction;

/// <summary>Dates and times, also as ISO 8601 writes them.</summary>
internal static class Moments
{
    private static readonly string[] s_forms =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF",
    ];

    private static readonly string[] s_formsWithOffset = [.. s_forms.Skip(1).Select(form => form + "K")];

    /// <summary>A date without an offset; where a text has one, its own clock time counts, as for a column of dates with offsets.</summary>
    public static bool TryDate(object value, out DateTime date)
    {
        switch (value)
        {
            case DateTime given:
                date = given;
                return true;
            case DateTimeOffset given:
                date = given.DateTime;
                return true;
            case DateOnly day:
                date = day.ToDateTime(TimeOnly.MinValue);
                return true;
            case string text when DateTime.TryParseExact(text, s_forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out date):
                return true;
            case string text when TryDateWithOffset(text, out DateTimeOffset exact):
                date = exact.DateTime;
                return true;
            default:
                date = default;
                return false;
        }
    }

    /// <summary>A date with an offset, which a text has to have.</summary>
    public static bool TryDateWithOffset(object value, out DateTimeOffset date)
    {
        switch (value)
        {
            case DateTimeOffset given:
                date = given;
                return true;
            case DateTime { Kind: not DateTimeKind.Unspecified } given:
                date = given;
                return true;
            case string text when text.Length > 0 && (text[^1] == 'Z' || text.LastIndexOfAny(['+', '-']) > "yyyy-MM-dd".Length):
                return DateTimeOffset.TryParseExact(
                    text, s_formsWithOffset, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date);
            default:
                date = default;
                return false;
        }
    }

    /// <summary>A length of time.</summary>
    public static bool TrySpan(object value, out TimeSpan span)
    {
        span = value is TimeSpan given ? given : default;
        return value is TimeSpan || (value is string text && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out span));
    }
}
