using System.Globalization;

namespace MLFlux.Tables;

/// <summary>Counts what the values of a column are.</summary>
/// <param name="name">The column's name.</param>
internal sealed class TypedTally(string name)
{
    private const ulong MostOfSingle = 1 << 24;
    private const ulong MostOfDouble = 1L << 53;

    private readonly DateTally _textDates = new();
    private readonly NumberTally _textNumbers = new('.', anyUnit: false);
    private readonly CodeTally _codes = new();
    private ulong _largest; // Of whole numbers, without its sign.
    private bool _isBeyondInt64, _hasDoubles;
    private long _texts, _missingTexts, _truths, _dates, _wholes, _floats;

    /// <summary>Finds out whether the numbers are dates.</summary>
    public NumberedDateTally Numbered { get; } = new(name);

    /// <summary>The dates among the texts.</summary>
    public DateTally TextDates => _textDates;

    /// <summary>Whether all values are texts that are numbers, and no codes.</summary>
    public bool AreWrittenNumbers => _textNumbers.Count > 0 && _textNumbers.Count + _missingTexts == _texts && !_codes.AreCodes
        && _wholes + _floats + _truths + _dates == 0 && !AreWrittenDates(DateOrder.DayFirst) && !AreWrittenDates(DateOrder.MonthFirst);

    /// <summary>Whether all values are numbers.</summary>
    public bool AreNumbers => _wholes + _floats > 0 && _texts + _truths + _dates == 0;

    /// <summary>The least and the greatest number.</summary>
    public Extremes Extremes { get; } = new();

    /// <summary>How many are missing.</summary>
    public long Missing { get; private set; }

    /// <summary>What of its values no column can be made of: <c>bytes</c>; null for none.</summary>
    public string? Unknown { get; private set; }

    public void Add(object? value, long row)
    {
        switch (value)
        {
            case null or float.NaN or double.NaN:
                Missing++;
                break;
            case string text:
                AddText(text, row);
                break;
            case char or Guid:
                _texts++;
                break;
            case bool:
                _truths++;
                break;
            case DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan:
                _dates++;
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong:
                _wholes++;
                _isBeyondInt64 |= value is > (ulong)long.MaxValue;
                _largest = Math.Max(_largest, Size(value));
                AddNumber(TypedValue.Number(value), row);
                break;
            case float or Half or double or decimal:
                _floats++;
                _hasDoubles |= value is double or decimal;
                AddNumber(TypedValue.Number(value), row);
                break;
            default:
                Unknown ??= value is byte[] ? "bytes" : $"values of the type {value.GetType().Name}";
                break;
        }
    }

    /// <summary>The kind that all values are of; values of several kinds are text.</summary>
    /// <param name="field">The column.</param>
    /// <param name="order">Which number of dates that are texts comes first.</param>
    public TableColumnKind Infer(TypedField field, DateOrder order)
    {
        long numbers = _wholes + _floats, present = numbers + _texts + _truths + _dates;
        bool areTextDates = AreWrittenDates(order) || (field.IsDate && _texts > 0 && _textDates.Count(order) == _texts);
        if (_dates == 0 && numbers + _truths == 0 && areTextDates)
            return TableColumnKind.Date;
        if (_dates == present && present > 0)
            return TableColumnKind.Date;
        if (_truths == present && present > 0)
            return Missing == 0 ? TableColumnKind.Boolean : TableColumnKind.Text; // ML.NET has no missing truth value.
        return numbers == present ? Number() : TableColumnKind.Text;
    }

    private void AddText(string text, long row)
    {
        _texts++;
        ReadOnlySpan<char> bare = text.AsSpan().Trim();
        if (FieldValue.IsMissing(bare))
        {
            _missingTexts++;
            return;
        }

        _textDates.Add(bare, row);
        _textNumbers.Add(bare, row, out _);
        _codes.Add(bare);
    }

    /// <summary>Whether texts are dates by themselves: nearly all columns of dates that no type says are.</summary>
    private bool AreWrittenDates(DateOrder order) => _textDates.Count(order) > 0
        && _textDates.Count(order) + _textDates.Nones + _missingTexts == _texts
        && (_textDates.HasPlain || _textDates.AreSure((int)Math.Min(_texts - _missingTexts, int.MaxValue)));

    private void AddNumber(double number, long row)
    {
        Extremes.Add(number);
        Numbered.Add(number, [], row);
    }

    /// <summary>A whole number without its sign.</summary>
    private static ulong Size(object whole) => whole is ulong large ? large
        : Convert.ToInt64(whole, CultureInfo.InvariantCulture) is var number && number < 0 ? (ulong)-(number + 1) + 1 : (ulong)number;

    private TableColumnKind Number()
    {
        if (_floats > 0)
            return _hasDoubles || _largest > MostOfSingle ? TableColumnKind.Double : TableColumnKind.Number;
        if (_largest <= MostOfDouble)
            return _largest <= MostOfSingle ? TableColumnKind.Number : TableColumnKind.Double;
        return _isBeyondInt64 || Missing > 0 ? TableColumnKind.Text : TableColumnKind.Int64;
    }
}
