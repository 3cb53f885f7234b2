namespace MLFlux.Tables;

/// <summary>Counts what of a column's fields are dates, with the day and with the month first, and whether they are in order.</summary>
internal sealed class DateTally
{
    /// <summary>So many fields that a number could be, too, have to be dates, and all of them.</summary>
    private const int LeastCompact = 3, LeastDecimal = 6;

    private readonly Side _dayFirst = new(), _monthFirst = new();
    private bool _hasDots, _isStopped;
    private int _pointed; // Times with points between their numbers.

    private readonly int[] _forms = new int[Enum.GetValues<DateForm>().Length];

    /// <summary>
    /// Whether the fields are dates beyond doubt, though each may be a number as well: all are written alike, and are enough.
    /// </summary>
    /// <param name="present">How many fields there are.</param>
    public bool AreSure(int present) => (present >= LeastCompact && Of(DateForm.Compact) + Nones == present && Of(DateForm.Compact) > 0)
        || (present >= LeastDecimal && Of(DateForm.Decimal) == present);

    /// <summary>
    /// Whether some are written so that they are hardly anything else: times with points, as 3.13.12, beside what may be versions, as
    /// 3.10.12, are versions, too.
    /// </summary>
    public bool HasPlain => Of(DateForm.Plain) > 0 && (_pointed == 0 || Of(DateForm.Version) == 0);

    /// <summary>Whether the order of day and month matters to a field.</summary>
    public bool IsOrderAsked { get; private set; }

    /// <summary>A field that is another date with the month first than with the day; null for none.</summary>
    public string? Ambiguous { get; private set; }

    /// <summary>How many are times alone, with seconds.</summary>
    public int Clocks { get; private set; }

    /// <summary>How many fields stand for no date, such as <c>9999-12-31</c>, and the first of them.</summary>
    public int Nones { get; private set; }

    public string? None { get; private set; }

    /// <summary>Whether some are written as ML.NET does not read them.</summary>
    public bool HasForeignForms { get; private set; }

    /// <summary>
    /// The order that the fields tell: that by which more of them are dates or, where both are alike, by which the dates rise or fall
    /// from row to row and by the other do not; with points between, the day first. Null where nothing tells.
    /// </summary>
    public DateOrder? Sure => !IsOrderAsked ? null
        : _dayFirst.Count != _monthFirst.Count ? (_dayFirst.Count > _monthFirst.Count ? DateOrder.DayFirst : DateOrder.MonthFirst)
        : _dayFirst.IsOrdered != _monthFirst.IsOrdered ? (_dayFirst.IsOrdered ? DateOrder.DayFirst : DateOrder.MonthFirst)
        : _hasDots ? DateOrder.DayFirst : null;

    public int Count(DateOrder order) => Of(order).Count;

    public IReadOnlyList<(long Line, string Text)> Others(DateOrder order) => Of(order).Others;

    public void Add(ReadOnlySpan<char> text, long line)
    {
        if (_isStopped)
            return;
        if (_dayFirst.Others.Count >= NumberTally.Kept && _monthFirst.Others.Count >= NumberTally.Kept)
            return;
        bool isPlain = PlainDate.TryRead(text, out DateTime plain);
        if (!isPlain && DateField.IsNone(text))
        {
            Nones++;
            None ??= text.ToString();
            HasForeignForms = true;
            return;
        }

        DateReading reading = isPlain ? DateReading.Of(plain) : DateField.Read(text);
        _dayFirst.Add(reading.DayFirst, text, line);
        _monthFirst.Add(reading.MonthFirst, text, line);
        if (!reading.MayBeDate)
            return;

        _forms[(int)reading.Form]++;
        bool isTime = reading.DayFirst?.Date == DateField.DayOfTimes;
        Clocks += isTime && text.Count(':') == 2 ? 1 : 0;
        _pointed += isTime && text.Contains('.') && !text.Contains(':') ? 1 : 0;
        _hasDots |= reading.HasDots;
        HasForeignForms = HasForeignForms || !(isPlain || IsPlain(text));
        if (reading.DayFirst != reading.MonthFirst)
        {
            IsOrderAsked = true;
            if (Ambiguous is null && reading is { DayFirst: not null, MonthFirst: not null })
                Ambiguous = text.ToString();
        }
    }

    /// <summary>Takes no further field, and forgets those that are none: the column holds something else.</summary>
    public void Stop()
    {
        _isStopped = true;
        _dayFirst.Forget();
        _monthFirst.Forget();
    }

    /// <summary>Whether ML.NET reads it as it stands: year, month and day with dashes, and perhaps hours and minutes.</summary>
    private static bool IsPlain(ReadOnlySpan<char> text) =>
        text.Length is 10 or 16 or 19 && text[4] == '-' && text[7] == '-' && !text.ContainsAnyExcept(FieldCharacters.PlainDate)
        && !(text.Length > 12 && text[11..13] is "24");

    private int Of(DateForm form) => _forms[(int)form];

    private Side Of(DateOrder order) => order == DateOrder.DayFirst ? _dayFirst : _monthFirst;

    private sealed class Side
    {
        private const int LeastSteps = 4; // Fewer may be in order by chance.

        private DateTime? _last;
        private int _rises, _falls;

        public int Count { get; private set; }

        public List<(long Line, string Text)> Others { get; } = [];

        public bool IsOrdered => (_rises == 0 || _falls == 0) && _rises + _falls >= LeastSteps;

        public void Forget()
        {
            Others.Clear();
            Others.TrimExcess();
        }

        public void Add(DateTime? date, ReadOnlySpan<char> text, long line)
        {
            if (date is null)
            {
                if (Others.Count < NumberTally.Kept)
                    Others.Add((line, text.ToString()));
                return;
            }

            Count++;
            _rises += date > _last ? 1 : 0;
            _falls += date < _last ? 1 : 0;
            _last = date;
        }
    }
}
