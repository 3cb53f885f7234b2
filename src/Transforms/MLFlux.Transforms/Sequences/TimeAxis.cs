using System.Globalization;
using Microsoft.ML;

namespace MLFlux.Sequences;

/// <summary>Times as whole numbers of ticks.</summary>
internal static class TimeAxis
{
    /// <summary>Reads the time of a row; null where it has none, which ML.NET loads as the beginning of year 1.</summary>
    public static Func<long?> Reader(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<DateTime> get = row.GetGetter<DateTime>(column);
        DateTime value = default;
        return () =>
        {
            get(ref value);
            return value == default ? null : value.Ticks;
        };
    }

    /// <summary>A time in a message.</summary>
    public static string Text(long time) => new DateTime(time).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A time between two steps in a message.</summary>
    public static string StepText(long step) => new TimeSpan(step).ToString("c", CultureInfo.InvariantCulture);
}
