using System.Globalization;

namespace MLFlux.Tables;

/// <summary>
/// Counts what of a column's fields are numbers, with one mark before their decimal places, and how many digits they need.
/// </summary>
/// <param name="marker">That mark.</param>
/// <param name="anyUnit">Whether words that are no currency may stand behind a number.</param>
/// <param name="isWhole">Whether only whole numbers count that an <c>Int64</c> holds.</param>
internal sealed class NumberTally(char marker, bool anyUnit, bool isWhole = false)
{
    /// <summary>So many fields that are of no number are kept.</summary>
    public const int Kept = 1_000;

    private const int DigitsOfSingle = 7; // Any number of so many digits is told from its neighbours.
    private const double LeastBeyondDouble = 1L << 53, MostRounding = 1.0 / (1 << 16);

    /// <summary>Words behind numbers that are more are no units.</summary>
    private const int MostUnits = 8;

    private const int MostRanges = 20;

    private readonly List<(long Line, string Text)> _others = [];
    private readonly HashSet<string> _otherUnits = [];
    private HashSet<string>? _ranges; // Of most columns there are none.
    private double _rounding;
    private bool _roundsWhole, _isBeyondDouble, _isBeyondInt64;
    private bool _areDigits = true, _isStopped;
    private int _bracketed, _bounds;

    public char Marker => marker;

    /// <summary>How many fields are numbers.</summary>
    public int Count { get; private set; }

    /// <summary>The first fields that are none.</summary>
    public IReadOnlyList<(long Line, string Text)> Others => _others;

    /// <summary>The unit that stands beside the numbers; null for none.</summary>
    public string? Unit { get; init; }

    /// <summary>The first unit that was found, which those of all other fields have to be.</summary>
    public string? FoundUnit { get; private set; }

    /// <summary>The unit of which the first is the opposite, as S is of N; null where none was found.</summary>
    public string? Opposite { get; private set; }

    /// <summary>Whether some have a B right behind, which is a billion unless others are bytes.</summary>
    public bool HaveBillions { get; private set; }

    /// <summary>Whether some are written as ML.NET does not read them.</summary>
    public bool HasForeignForms { get; private set; }

    /// <summary>The sum of all numbers.</summary>
    public double Sum { get; private set; }

    /// <summary>
    /// The first field of which the number is not all that it says: a letter for thousands or millions, a fraction, a bound, a mark of a
    /// note; null for none.
    /// </summary>
    public (string Text, double Number)? Altered { get; private set; }

    /// <summary>
    /// Whether so many are bounds, as in <c>&lt;=50K</c> and <c>&gt;50K</c>, that they are names of ranges: of these there are few.
    /// </summary>
    public bool AreBounds => 2L * _bounds > Count && _ranges?.Count <= MostRanges;

    /// <summary>How many with a unit are numbers.</summary>
    public int WithUnit { get; private set; }

    /// <summary>Whether all are numbers of a list, as in (1), (2), and none is below zero by its brackets.</summary>
    public bool AreListed => _bracketed > 0 && _bracketed == Count;

    /// <summary>Whether the whole numbers have so many digits that only text keeps them.</summary>
    public bool NeedText(bool hasMissing) => _areDigits && (_isBeyondInt64 || (_isBeyondDouble && hasMissing));

    /// <summary>The least and the greatest of them.</summary>
    public Extremes Extremes { get; } = new();

    /// <summary>How many are numbers of another unit.</summary>
    public int OtherUnits { get; private set; }

    /// <summary>
    /// Whether the words of those are units, which come again: in the names of rows, such as 12AB and 7XK, each is another.
    /// </summary>
    public bool AreUnits => _otherUnits.Count < MostUnits && _otherUnits.Count <= Math.Max(1, OtherUnits / 2);

    /// <summary>Adds a field without marks, which was read as a number.</summary>
    public void AddRead(ReadOnlySpan<char> text, double number)
    {
        Count++;
        Note(text, number, hasUnit: false);
    }

    /// <summary>Adds a field, and says whether it is a number.</summary>
    public bool Add(ReadOnlySpan<char> text, long line, out double number)
    {
        number = double.NaN;

        // A column with many fields of another kind is settled; it need not be tried to the end.
        if (_isStopped || _others.Count >= Kept)
            return false;
        if (!TryRead(text, out number, out ReadOnlySpan<char> unit)
            || !IsUnit(unit, out double factor)
            || (isWhole && !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)))
        {
            _others.Add((line, text.ToString()));
            return false;
        }

        Count++;
        number *= factor;
        if (factor != 1 && Altered is null)
            Altered = (text.ToString(), number);
        Note(text, number, !unit.IsEmpty);
        return true;
    }

    /// <summary>Takes no further field, and forgets those that are none: the column holds something else.</summary>
    public void Stop()
    {
        _isStopped = true;
        _others.Clear();
        _others.TrimExcess();
    }

    /// <summary>The kind of number that keeps what tells them apart.</summary>
    public TableColumnKind Kind() => _areDigits && _isBeyondDouble ? TableColumnKind.Int64
        : _roundsWhole || (Extremes.Range is > 0 and double range && _rounding > range * MostRounding) ? TableColumnKind.Double
        : TableColumnKind.Number;

    /// <summary>Whether a field's unit is that of the column, or one of which each is a number of those.</summary>
    private bool IsUnit(ReadOnlySpan<char> unit, out double factor)
    {
        factor = 1;
        if (unit.IsEmpty)
            return true;
        FoundUnit ??= Unit ?? unit.ToString();
        if (NumberUnits.AreSame(unit, FoundUnit))
            return true;
        if (UnitFamilies.TryConvert(unit, FoundUnit, out factor))
        {
            if (Opposite is null && factor < 0 && UnitFamilies.AreOpposite(unit, FoundUnit))
                Opposite = unit.ToString();
            return true;
        }

        OtherUnits++;
        if (_otherUnits.Count < MostUnits)
            _otherUnits.Add(unit.ToString());
        return false;
    }

    private bool TryRead(ReadOnlySpan<char> text, out double number, out ReadOnlySpan<char> unit)
    {
        unit = RangeField.Unit;
        return Unit == RangeField.Unit ? RangeField.TryRead(text, marker, out number)
            : NumberField.TryRead(text, marker, anyUnit, out number, out unit);
    }

    private void NoteForm(ReadOnlySpan<char> text, double number, bool hasUnit)
    {
        WithUnit += hasUnit ? 1 : 0;
        if (Unit == RangeField.Unit)
            return; // Of which the bounds are the middle.
        HaveBillions |= text is [.., >= '0' and <= '9', 'B'];
        BoundField.Without(text, out bool isBound);
        if (isBound)
        {
            _bounds++;
            _ranges ??= [];
            if (_ranges.Count <= MostRanges)
                _ranges.Add(text.ToString());
        }

        bool isFraction = text.IndexOf('/') is > 0 and var line && char.IsAsciiDigit(text[line - 1]);
        FootnoteMark.Without(text, out bool isMarked);
        bool isAltered = isBound || isFraction || isMarked || HexField.TryRead(text, out _)
            || NumberFactor.Of(text[(text.LastIndexOfAnyInRange('0', '9') + 1)..], out _) > 1;
        if (isAltered && Altered is null)
            Altered = (text.ToString(), number);
    }

    private void Note(ReadOnlySpan<char> text, double number, bool hasUnit)
    {
        if (text[0] == '(')
            _bracketed++;
        bool areDigits = !text[(text[0] is '-' or '+' ? 1 : 0)..].ContainsAnyExceptInRange('0', '9');
        _areDigits &= areDigits;
        Sum += number;
        if (!areDigits)
            NoteForm(text, number, hasUnit);
        HasForeignForms |= !areDigits
            && (hasUnit || marker == ',' || text[^1] is '-' or '+' || text.ContainsAnyExcept(FieldCharacters.PlainNumber));
        Extremes.Add(number);
        if (text.Length <= DigitsOfSingle)
            return;

        double rounding = Math.Abs((float)number - number);
        _rounding = Math.Max(_rounding, rounding);
        if (rounding == 0 && Math.Abs(number) < LeastBeyondDouble)
            return;
        _roundsWhole |= areDigits;
        if (areDigits && Math.Abs(number) >= LeastBeyondDouble)
        {
            _isBeyondDouble = true;
            _isBeyondInt64 |= !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
        }
    }
}
