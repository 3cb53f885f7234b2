namespace MLFlux.Tables;

/// <summary>Counts what the fields of a column may be, and keeps the first that are not.</summary>
/// <param name="known">How a column that is known writes its fields; null for one that is to be found out.</param>
/// <param name="marker">What stands before decimal places; null where that is to be found out.</param>
/// <param name="wanted">What the column is said to hold; null where that is to be found out.</param>
/// <param name="form">What was found among the fields in an earlier pass; null for nothing.</param>
internal sealed class ColumnTally(
    TableColumn? known = null, char? marker = null, TableColumnKind? wanted = null, ColumnForm? form = null)
{
    /// <summary>
    /// A column of so many fields without one of a kind is not tried for that kind any more: what each of thousands of columns kept of
    /// its fields would take gigabytes.
    /// </summary>
    private const int Tried = 100;

    private readonly MarkTally _numbers = new(marker, mark => new NumberTally(
        mark, wanted == TableColumnKind.Number || known?.Unit is not null, (known?.Kind ?? wanted) == TableColumnKind.Int64)
        {
            Unit = known?.Unit ?? form?.Unit,
        });

    private readonly NumberTally[] _measured = [.. (marker is char only ? (char[])[only] : ['.', ','])
        .Select(mark => new NumberTally(mark, anyUnit: true))];

    private readonly MissingMarks? _marks = MissingMarks.Of(known?.Missing ?? form?.Missing ?? []);
    private readonly bool _hasFlags = known?.Flags is not null || form?.Flags.Count > 0;
    private readonly DateTally _dates = new();
    private readonly TruthTally _truths = new();
    private readonly CodeTally _codes = new();
    private bool _hasForeignMarks;

    /// <summary>How many fields are missing.</summary>
    public int Missing { get; private set; }

    /// <summary>How many are not.</summary>
    public int Present { get; private set; }

    /// <summary>
    /// What stands before decimal places, where an earlier pass settled it: ranges are read by it, and say nothing of other columns.
    /// </summary>
    public char? SettledMarker => form?.DecimalMarker;

    /// <summary>What stands before decimal places, where the fields tell; null where they do not.</summary>
    public char? SureMarker => SettledMarker is null ? _numbers.Sure : null;

    /// <summary>Whether a number of the column is another with a comma before decimal places than with a point; its text.</summary>
    public string? AmbiguousNumber => _numbers.Ambiguous;

    /// <summary>What stands before decimal places, once the whole file has told.</summary>
    public char Marker { get; set; } = marker ?? '.';

    /// <summary>Which number of dates comes first, once the whole file has told.</summary>
    public DateOrder Order { get; set; } = known?.Dates ?? DateOrder.MonthFirst;

    /// <summary>What the numbers count where they are dates; null for dates that are written as such.</summary>
    public string? DateUnit => DateSide?.Unit.Name ?? (known?.Kind == TableColumnKind.Date ? known.Unit : null);

    /// <summary>The dates that the numbers are, once that is settled; null where they are none.</summary>
    public NumberedSide? DateSide { get; set; }

    /// <summary>Finds out whether the numbers are dates; null where nobody asks.</summary>
    public NumberedDateTally? Numbered { get; init; }

    /// <summary>Whether at least 19 of 20 fields are numbers, though perhaps of more digits than a number keeps, or codes.</summary>
    public bool AreNumbers => !_dates.AreSure(Present) && IsMost(Numbers.Count, Numbers.Others.Count)
        && !Numbers.AreListed && !Numbers.AreBounds && Numbers.FoundUnit is null;

    /// <summary>The dates.</summary>
    public DateTally Dates => _dates;

    /// <summary>What the fields have in common that hold several numbers each.</summary>
    public NumberShape Shape { get; } = new();

    /// <summary>The different fields, where they are few; null where it is known what the column holds.</summary>
    public FewTexts? Texts { get; } = known is null && wanted is null ? new() : null;

    /// <summary>The numbers, with the mark that was settled.</summary>
    public NumberTally Numbers => _numbers.Of(Marker);

    /// <summary>
    /// Numbers with a unit that is none of those which are known, and the words that they are; null where most are no such numbers.
    /// </summary>
    public string? MeasuredUnit => Infer() == TableColumnKind.Text && !Measured.AreBounds
        && (Numbers.FoundUnit is null || Measured.FoundUnit is null || NumberUnits.AreSame(Numbers.FoundUnit, Measured.FoundUnit))
        && 2L * WithOrWithoutUnit > Present && IsMost(WithOrWithoutUnit, Measured.Others.Count) ? Measured.FoundUnit : null;

    /// <summary>Whether each value is a number of that unit, or without one.</summary>
    public bool IsMeasured => MeasuredUnit is string unit && Measured.Others.Count == 0
        && !(Numbers.HaveBillions && UnitFamilies.TryConvert("B", unit, out _)); // Or 512B beside 10KB would be billions.

    /// <summary>The unit of which the first is the opposite; null where none was found, or the column holds no numbers of it.</summary>
    public string? Opposite => Numbers.Opposite ?? (IsMeasured ? Measured.Opposite : null);

    /// <summary>A number of another unit than the first that has one, where most values are numbers with units; null for none.</summary>
    public (long Line, string Text, string Unit)? OtherUnit => MeasuredUnit is null && Infer() == TableColumnKind.Text
        && Measured is { OtherUnits: > 0, AreUnits: true, FoundUnit: string first, Others: var others } && others.Count < NumberTally.Kept
        && 4L * (WithOrWithoutUnit + Measured.OtherUnits) > 3L * Present
        && others.FirstOrDefault(other => other.Text.Any(char.IsDigit)) is (var line, { } text) ? (line, text, first) : null;

    /// <summary>A label of times of the day, or of how long something took, which is learned as seconds.</summary>
    public bool IsLabelOfClocks => Spellings is not null && Infer() == TableColumnKind.Date && _dates.Clocks == Present;

    /// <summary>Numbers with a unit and, where these are many, plain ones: 12 and 12a are names of houses, and no numbers of 'a'.</summary>
    private int WithOrWithoutUnit => Measured.Count + (3L * Measured.Count >= Present ? Numbers.Count - Numbers.WithUnit : 0);

    /// <summary>Whether some are no times of the day, and all are how long something took.</summary>
    private bool AreDurations => _dates.Others(Order).Count > 0 && Measured.Count == Present && Measured.FoundUnit == DurationField.Unit;

    /// <summary>The numbers with a unit, with the mark that makes most of them.</summary>
    public NumberTally Measured => _measured.MaxBy(measured => measured.Count)!;

    /// <summary>The spellings that are read as others: any of a label, those of yes and no of other columns; null for none.</summary>
    public IReadOnlyDictionary<string, string>? Settled => Spellings is null ? TruthSpellings.Of(Texts) : Spellings.Settle();

    /// <summary>Which spellings the values have; null where nobody asks.</summary>
    public SpellingTally? Spellings { get; init; }

    /// <summary>Whether some are marks of missing values by what the user says.</summary>
    public bool HasSaidMarks { get; private set; }

    /// <summary>How many are words that stand for missing values in this column.</summary>
    public int Marked { get; private set; }

    /// <summary>How many numbers have a flag behind them, and the first of these fields.</summary>
    public int Flagged { get; private set; }

    public string? FlaggedNumber { get; private set; }

    /// <summary>A word that stands for a missing value, such as <c>NA</c>; null for none.</summary>
    public string? MissingWord { get; private set; }

    /// <summary>
    /// Of numbers that have a point before their decimal places in some rows and a comma in others, one of each; null for others.
    /// </summary>
    public (string Point, string Comma)? MixedNumbers =>
        _numbers.Mixed is { } mixed && Infer() == TableColumnKind.Text && IsMost(_numbers.Count, Present - _numbers.Count) ? mixed : null;

    /// <summary>Whether most are numbers, though too few for a column of numbers.</summary>
    public bool AreNearlyNumbers => Infer() == TableColumnKind.Text && Numbers.Others.Count is > 0 and < NumberTally.Kept
        && !Numbers.AreBounds && 2L * (Numbers.Count + Numbers.OtherUnits) > Present;

    /// <summary>Whether most are dates, though too few for a column of dates.</summary>
    public bool AreNearlyDates => Infer() == TableColumnKind.Text && _dates.HasPlain && 2L * _dates.Count(Order) > Present
        && _dates.Others(Order).Count is > 0 and < NumberTally.Kept;

    /// <summary>Whether some fields are written as ML.NET does not read them.</summary>
    public bool HasForeignForms(TableColumnKind kind) => _hasForeignMarks || kind switch
    {
        TableColumnKind.Date => DateUnit is not null || _dates.HasForeignForms,
        TableColumnKind.Number or TableColumnKind.Double or TableColumnKind.Int64 => Numbers.HasForeignForms,
        TableColumnKind.Text or TableColumnKind.Boolean => false,
    };

    public void Add(ReadOnlySpan<char> field, long line)
    {
        if (FieldValue.IsMissing(field))
        {
            Missing++;
            _hasForeignMarks = _hasForeignMarks || FieldValue.IsForeignMark(field);
            MissingWord ??= field.Length > 1 ? field.ToString() : null;
            return;
        }

        if (_marks?.IsWord(field) == true)
        {
            AddMissing();
            Marked++;
            return;
        }

        if (_hasFlags)
            field = WithoutFlag(field);
        if (Present++ == Tried)
            DropOtherKinds();
        Spellings?.Add(field);
        _codes.Add(field);
        bool isNumber = _numbers.Add(field, line, out double number);
        Texts?.Add(field, isNumber);
        if (isNumber)
            Numbered?.Add(number, field, line);
        else
            Numbered?.AddOther();

        foreach (NumberTally measured in isNumber ? [] : _measured)
            measured.Add(field, line, out _);
        if (!isNumber || field.Contains('/')) // A part of what are no fractions may be some.
            Shape.Add(field, Present);

        _truths.Add(field, line);
        _dates.Add(field, line);
    }

    private ReadOnlySpan<char> WithoutFlag(ReadOnlySpan<char> field)
    {
        ReadOnlySpan<char> number = FlagField.Without(field, out ReadOnlySpan<char> flag);
        if (flag.IsEmpty)
            return field;
        Flagged++;
        FlaggedNumber ??= field.ToString();
        _hasForeignMarks = true;
        return number;
    }

    /// <summary>Adds a field that is a mark of a missing value by what the user says.</summary>
    public void AddMissing()
    {
        Missing++;
        HasSaidMarks = true;
    }

    /// <summary>What the column is not said to hold, and none of its first fields is.</summary>
    private void DropOtherKinds()
    {
        TableColumnKind? said = known?.Kind ?? wanted;
        if (said != TableColumnKind.Boolean && _truths.Count == 0)
            _truths.Stop();
        if (said != TableColumnKind.Date
            && _dates.Nones + _dates.Count(DateOrder.DayFirst) + _dates.Count(DateOrder.MonthFirst) == 0)
            _dates.Stop();
        _numbers.Stop();
        foreach (NumberTally measured in _measured.Where(one => one.Count == 0))
            measured.Stop();
    }

    /// <summary>What the column holds: a kind that at least 19 of 20 fields are of, or text.</summary>
    public TableColumnKind Infer()
    {
        if (Present == 0)
            return TableColumnKind.Number;
        if (_dates.AreSure(Present))
            return TableColumnKind.Date;
        bool areTruths = _truths.Count == Present && Missing == 0; // ML.NET has no missing truth value.
        if (_codes.AreCodes || Spellings?.AreNames == true || (!areTruths && Spellings is null && Settled is not null))
            return TableColumnKind.Text;
        if (IsMost(Numbers.Count, Numbers.Others.Count))
            return Numbers.AreListed || Numbers.AreBounds || Numbers.NeedText(Missing > 0) ? TableColumnKind.Text : Numbers.Kind();
        if (areTruths)
            return TableColumnKind.Boolean;
        return _dates.HasPlain && IsMost(_dates.Count(Order), _dates.Others(Order).Count) && !AreDurations ? TableColumnKind.Date
            : TableColumnKind.Text;
    }

    /// <summary>The fields that are not of a kind, with their lines; the first thousand.</summary>
    public IReadOnlyList<(long Line, string Text)> OtherThan(TableColumnKind kind) => kind switch
    {
        TableColumnKind.Number or TableColumnKind.Double or TableColumnKind.Int64 => Numbers.Others,
        TableColumnKind.Boolean => _truths.Others,
        TableColumnKind.Date => DateUnit is null ? _dates.Others(Order) : [.. Numbers.Others, .. Numbered?.Others ?? []],
        TableColumnKind.Text => [],
    };

    private bool IsMost(int count, int others) => count > 0 && others < NumberTally.Kept && others * 20L <= Present;
}
