namespace MLFlux.Tables;

/// <summary>What numbers say for being dates of one unit: which dates they would be, and what these have in common.</summary>
internal sealed class NumberedSide(NumberedUnit unit)
{
    /// <summary>So many different numbers are counted.</summary>
    private const int Counted = 64;

    private const int Minute = 60, Thousand = 1_000;

    private readonly HashSet<double> _values = [];
    private double _previous = double.NegativeInfinity;
    private int _weekdays; // A bit for each that is there.
    private ulong _minutes; // Of times of the day, a bit for each.
    private int _months; // A bit for each that is there.
    private bool _areMonthStarts = true, _areMonthEnds = true;

    public NumberedUnit Unit => unit;

    public DateTime First { get; private set; } = DateTime.MaxValue;

    public DateTime Last { get; private set; } = DateTime.MinValue;

    /// <summary>How many different ones there are, as far as they are counted.</summary>
    public int Values => _values.Count;

    public TimeSpan Span => Last - First;

    public bool AreWhole { get; private set; } = true;

    /// <summary>Whether none is less than the one before it, and not all are the same.</summary>
    public bool AreRising { get; private set; } = true;

    public bool AreThousands { get; private set; } = true;

    public bool AreMinutes { get; private set; } = true;

    /// <summary>How many different months of the year there are.</summary>
    public int Months => System.Numerics.BitOperations.PopCount((uint)_months);

    /// <summary>How many different minutes times of the day have.</summary>
    public int Minutes => System.Numerics.BitOperations.PopCount(_minutes);

    /// <summary>
    /// Whether days are chosen as only days are: on no weekend, on one day of the week, at the beginning or the end of months.
    /// </summary>
    public bool AreChosenDays(int many, int some) => (_values.Count >= many && (_weekdays & 0b1000001) == 0)
        || (_values.Count >= some && (System.Numerics.BitOperations.PopCount((uint)_weekdays) == 1 || _areMonthStarts || _areMonthEnds));

    /// <summary>Adds a number.</summary>
    /// <returns>Whether it is a date.</returns>
    public bool Add(double number)
    {
        if (!(number >= unit.First && number <= unit.Last) || unit.Read(number) is not DateTime date)
            return false;
        First = date < First ? date : First;
        Last = date > Last ? date : Last;
        if (_values.Count < Counted)
            _values.Add(number);
        AreWhole = AreWhole && number == Math.Floor(number);
        AreRising = AreRising && number >= _previous;
        AreThousands = AreThousands && number % Thousand == 0;
        AreMinutes = AreMinutes && number % Minute == 0;
        _previous = number;
        _weekdays |= 1 << (int)date.DayOfWeek;
        _months |= 1 << date.Month;
        _minutes |= 1UL << date.Minute;
        _areMonthStarts = _areMonthStarts && date.Day == 1;
        _areMonthEnds = _areMonthEnds && date.AddDays(1).Day == 1;
        return true;
    }
}
