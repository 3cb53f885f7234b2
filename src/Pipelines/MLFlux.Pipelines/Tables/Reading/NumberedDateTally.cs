namespace MLFlux.Tables;

/// <summary>
/// Finds out whether all numbers of a column are dates: days as spreadsheets count them, seconds, or parts of them, since 1970, or dates
/// written as digits. By its name a few are; without one they have to be such as hardly any other numbers are.
/// </summary>
/// <param name="name">The column's name.</param>
/// <param name="known">What its numbers count, where that is known; null where it is to be found out.</param>
/// <param name="isSaid">Whether the user says that they are dates.</param>
internal sealed class NumberedDateTally(string name, string? known = null, bool isSaid = false)
{
    private const int LeastWritten = 3, LeastUnnamed = 6, LeastClocks = 20, LeastMinutes = 4, ManyDays = 40, SomeDays = 10;
    private const int LeastHinted = 20;
    private const double NarrowRange = 0.12;

    private static readonly DateTime s_firstUnnamed = new(2000, 1, 1), s_lastUnnamed = new(2035, 1, 1);

    private static readonly TimeSpan s_leastOfClocks = TimeSpan.FromHours(3);

    private readonly DateName _name = DateNames.Of(name);
    private readonly List<(long Line, string Text)> _others = [];
    private List<NumberedSide>? _sides; // Of what all numbers so far can be.
    private long _count;
    private bool _hasOthers;

    /// <summary>How many numbers are zero, which is no date but where they are times.</summary>
    public long Zeros { get; private set; }

    /// <summary>The first numbers that are no dates of the unit that is known.</summary>
    public IReadOnlyList<(long Line, string Text)> Others => _others;

    /// <summary>Adds a number; zero stands for no date.</summary>
    public void Add(double number, ReadOnlySpan<char> text, long line)
    {
        if (_sides is { Count: 0 })
            return;
        _sides ??= [.. Tried().Select(unit => new NumberedSide(unit))];
        Zeros += number == 0 ? 1 : 0;
        _count++;
        for (int i = _sides.Count - 1; i >= 0; i--)
        {
            if (_sides[i].Unit.IsNone(number) || _sides[i].Add(number))
                continue;
            if (known is null)
                _sides.RemoveAt(i);
            else if (_others.Count < NumberTally.Kept)
                _others.Add((line, text.ToString()));
        }
    }

    /// <summary>Adds a field that is no number: what else the column holds has to be told by its name.</summary>
    public void AddOther() => _hasOthers = true;

    /// <summary>What the numbers count, where they are dates by what is known of them; null where they are none.</summary>
    public NumberedSide? Find() => (_sides ?? []).Where(side => side.Values > 0 && (IsNamed(side) || IsSure(side)))
        .OrderBy(side => (!IsNamed(side), Order(side))).FirstOrDefault();

    /// <summary>What the numbers count, where the user says that they are dates.</summary>
    public NumberedSide? Said() => (_sides ?? []).Where(side => side.Values > 0).OrderBy(side => Order(side)).FirstOrDefault();

    /// <summary>Days that numbers without a name may be, though nothing is sure; null for none.</summary>
    public NumberedSide? Hint() => (_name & DateName.Code) != 0 || Zeros > 0 || _hasOthers ? null
        : (_sides ?? []).FirstOrDefault(side => side.Unit == NumberedUnit.Days && side is { AreWhole: true, Values: >= LeastHinted }
            && side.First >= s_firstUnnamed && side.Last <= s_lastUnnamed
            && side.Span.TotalDays <= NarrowRange * (side.Last - s_firstUnnamed.AddYears(-100)).TotalDays);

    /// <summary>Times of the day are many small numbers, which only a name tells: others are not even tried.</summary>
    private IEnumerable<NumberedUnit> Tried() => known is null
        ? NumberedUnit.All.Where(unit => unit.Named != DateName.Clock || isSaid || (_name & DateName.Clock) != 0)
        : NumberedUnit.Of(known) is { } unit ? [unit] : [];

    /// <summary>
    /// Digits may be read in several orders: months are hardly ever days up to the twelfth alone, and dates of one table lie near each
    /// other, those of wrong orders far apart.
    /// </summary>
    private static (bool, double) Order(NumberedSide side) => (side.Unit.Named == DateName.Clock,
        side.Unit.IsWritten && (side.Unit.Named & DateName.Month) == 0 ? side.Span.TotalDays : 0);

    private bool IsNamed(NumberedSide side)
    {
        if ((side.Unit.Named & _name) == 0)
            return false;
        return side.Unit.Named == DateName.Clock ? side is { Values: >= LeastClocks, Minutes: >= LeastMinutes }
            && side.Span >= s_leastOfClocks
            : !side.Unit.IsWritten || _count - Zeros >= LeastWritten;
    }

    /// <summary>Whether hardly any numbers but dates are such, whatever the name.</summary>
    private bool IsSure(NumberedSide side)
    {
        bool mayBe = !_hasOthers && (_name & DateName.Code) == 0 && (Zeros == 0 || side.Unit.IsWritten);
        bool isUsual = side.First >= s_firstUnnamed && side.Last <= s_lastUnnamed && side.AreWhole;
        return mayBe && side.Unit.Name switch
        {
            "yyyyMMdd" => _count - Zeros >= LeastWritten,
            "yyyyMM" => side.Values >= LeastUnnamed && side.First.Year != side.Last.Year,
            "yyMMdd" or "ddMMyy" or "MMddyy" => side is { Values: >= LeastUnnamed, Months: > 1 },
            _ when side.Unit == NumberedUnit.Days => isUsual && side.AreChosenDays(ManyDays, SomeDays),
            _ when side.Unit.Ticks == TimeSpan.TicksPerSecond => isUsual && side.AreMinutes && IsSpread(side),
            _ => side.Unit.Named == DateName.Moment && isUsual && (side.AreThousands || side.AreRising) && IsSpread(side),
        };
    }

    private static bool IsSpread(NumberedSide side) => side.Values >= LeastUnnamed && side.Span >= TimeSpan.FromDays(1);
}
