namespace MLFlux.Tables;

/// <summary>Reads fields with a point and with a comma before decimal places, and counts which makes numbers of them.</summary>
/// <param name="marker">The mark, where it is known; null where it is to be found out.</param>
/// <param name="create">Makes what counts the numbers of a mark.</param>
internal sealed class MarkTally(char? marker, Func<char, NumberTally> create)
{
    private readonly NumberTally[] _numbers = [.. (marker is char one ? (char[])[one] : ['.', ',']).Select(create)];
    private int _points, _commas, _both; // Fields that are numbers with one mark alone, and with either.
    private string? _point, _comma;

    /// <summary>The mark, where the fields tell; null where they do not.</summary>
    public char? Sure => marker ?? (_points == _commas ? null : _points > _commas ? '.' : ',');

    /// <summary>How many fields are numbers with one of the marks, or with either.</summary>
    public int Count => _points + _commas + _both;

    /// <summary>A field that is another number with a comma before decimal places than with a point; null for none.</summary>
    public string? Ambiguous { get; private set; }

    /// <summary>A number with a point before its decimal places and one with a comma; null where all have the same.</summary>
    public (string Point, string Comma)? Mixed => _point is not null && _comma is not null ? (_point, _comma) : null;

    /// <summary>The numbers with a mark.</summary>
    public NumberTally Of(char mark) => Array.Find(_numbers, numbers => numbers.Marker == mark) ?? _numbers[0];

    /// <summary>Counts a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="line">Its line.</param>
    /// <param name="number">The number with a point or, where it is none so, with a comma.</param>
    /// <returns>Whether it is a number with either mark.</returns>
    public bool Add(ReadOnlySpan<char> field, long line, out double number)
    {
        bool isNumber = _numbers[0].Add(field, line, out number);
        if (_numbers.Length == 1)
            return isNumber;
        if (isNumber && !field.ContainsAnyExcept(FieldCharacters.Digits))
        {
            _numbers[1].AddRead(field, number);
            _both++;
            return true;
        }

        bool isNumberWithComma = _numbers[1].Add(field, line, out double other);
        number = isNumber ? number : other;
        if (isNumber && isNumberWithComma)
            _both++;
        else if (isNumber && _points++ == 0)
            _point = field.ToString();
        else if (isNumberWithComma && _commas++ == 0)
            _comma = field.ToString();
        if (Ambiguous is null && isNumber && isNumberWithComma && field.ContainsAny('.', ','))
            Ambiguous = field.ToString();
        return isNumber || isNumberWithComma;
    }

    /// <summary>Keeps no fields any more of a mark that has made no number, where the other has.</summary>
    public void Stop()
    {
        foreach (NumberTally numbers in _numbers.Where(one => one.Count == 0 && Array.Exists(_numbers, other => other.Count > 0)))
            numbers.Stop();
    }
}
