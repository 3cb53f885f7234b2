using System.Globalization;
using MLFlux.Labels;

namespace MLFlux.Tables;

/// <summary>Turns values of the types that databases and files have into those of a table's columns.</summary>
internal static class TypedValue
{
    /// <summary>Whether a value can be one of a column; a missing one can where the column's kind has a missing value.</summary>
    public static bool Fits(object? value, TableColumn column) => column.Kind switch
    {
        TableColumnKind.Number or TableColumnKind.Double => IsMissing(value, column) || TryNumber(value, column, out _),
        TableColumnKind.Int64 => TryWhole(value, out _),
        TableColumnKind.Boolean => TryTruth(value, out _),
        TableColumnKind.Date => IsMissing(value, column) || TryDate(value, column, out _)
            || (value is string text && DateField.IsNone(text.AsSpan().Trim()))
            || (column.Unit is string unit && TryNumber(value, out double number)
                && NumberedUnit.Of(unit) is { } counted && counted.IsNone(number)),
        TableColumnKind.Text => value is not byte[],
    };

    /// <summary>
    /// Whether there is no value, or a text that stands for a missing one among the numbers or dates of a column, as in text files.
    /// </summary>
    public static bool IsMissing(object? value, TableColumn column) => value is null
        || (value is string text && (FieldValue.IsMissing(text.AsSpan().Trim())
            || column.Missing?.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase) == true));

    /// <summary>A number of any type.</summary>
    public static double Number(object value) => value is Half half ? (double)half : Convert.ToDouble(value, CultureInfo.InvariantCulture);

    /// <summary>Numbers, truth values as 1 and 0, and texts that are numbers.</summary>
    public static bool TryNumber(object? value, out double number)
    {
        number = double.NaN;
        switch (value)
        {
            case null or char or Guid or DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan:
                return false;
            case string text:
                return NumberField.TryRead(text, '.', anyUnit: false, out number, out _);
            case not (Half or IConvertible):
                return false; // Bytes, and what a provider has types of its own for.
            default:
                number = Number(value);
                return true;
        }
    }

    /// <summary>A number of a column, which of a range is its middle; NaN for a missing one, which is none.</summary>
    public static bool TryNumber(object? value, TableColumn column, out double number)
    {
        number = double.NaN;
        return !IsMissing(value, column)
            && (column.Unit == RangeField.Unit && value is string text ? RangeField.TryRead(text, column.DecimalMarker ?? '.', out number)
                : TryNumber(value, out number));
    }

    public static bool TryWhole(object? value, out long number)
    {
        number = 0;
        switch (value)
        {
            case sbyte or byte or short or ushort or int or uint or long or bool:
                number = Convert.ToInt64(value, CultureInfo.InvariantCulture);
                return true;
            case string text:
                return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
            default:
                bool fits = TryNumber(value, out double real) && real == Math.Truncate(real) && Math.Abs(real) < (1L << 62);
                number = fits ? value is decimal exact ? (long)exact : value is ulong large ? (long)large : (long)real : 0;
                return fits;
        }
    }

    /// <summary>Truth values, 1 and 0, and texts that are one.</summary>
    public static bool TryTruth(object? value, out bool truth)
    {
        truth = value is true;
        if (value is bool)
            return true;
        if (value is string text)
            return bool.TryParse(text, out truth);
        bool fits = TryNumber(value, out double number) && number is 0 or 1;
        truth = fits && number == 1;
        return fits;
    }

    /// <summary>
    /// Dates as the clock shows them, days, times of a day (on 1 January 1900), texts that are dates, and numbers that count a
    /// unit.
    /// </summary>
    public static bool TryDate(object? value, TableColumn column, out DateTime date)
    {
        DateTime? read = value switch
        {
            not null when column.Unit is string unit && TryNumber(value, out double number) => NumberedDate.Read(number, unit),
            DateTime time => DateTime.SpecifyKind(time, DateTimeKind.Unspecified),
            DateTimeOffset time => time.DateTime,
            DateOnly day => day.ToDateTime(TimeOnly.MinValue),
            TimeOnly time => DateField.DayOfTimes + time.ToTimeSpan(),
            TimeSpan time => DateField.DayOfTimes + time,
            string text => DateField.Read(text.AsSpan().Trim()).By(column.Dates ?? DateOrder.MonthFirst),
            _ => null,
        };
        date = read ?? default;
        return read is not null;
    }

    /// <summary>A value of a column as text, as the column spells it; empty for a missing one.</summary>
    public static string Text(object? value, TableColumn column) => Spelling.Of(column, Text(value));

    /// <summary>A value as text; empty for a missing one.</summary>
    public static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        DateTime date => date.ToString(
            date.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset or TimeOnly or TimeSpan or Guid => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => LabelText.Of(value),
    };
}
