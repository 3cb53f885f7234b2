namespace MLFlux.Tables;

/// <summary>What numbers count, or how their digits are written, where they are dates.</summary>
/// <param name="Name">Its name, which stands in a layout as the column's unit.</param>
/// <param name="Named">The columns of which names it is looked for.</param>
/// <param name="Read">The date that a number is; null for none.</param>
internal sealed record NumberedUnit(string Name, DateName Named, Func<double, DateTime?> Read)
{
    private const double FirstDay = 14_611, LastDay = 54_788; // 1940 and 2049.
    private const double FirstSecond = 631_152_000, LastSecond = 2_524_608_000; // 1990 and 2050.

    private static readonly DateTime s_sheetStart = new(1899, 12, 30);

    public static NumberedUnit Days { get; } = Counted("days since 1899-12-30", DateName.Date, s_sheetStart, TimeSpan.TicksPerDay) with
    {
        First = FirstDay, Last = LastDay,
    };

    /// <summary>All of them, those first that more numbers cannot be.</summary>
    public static IReadOnlyList<NumberedUnit> All { get; } =
    [
        Written("yyyyMMdd", DateName.Date, number => DigitDate.Day(number / 10_000, number / 100 % 100, number % 100)),
        Written("yyyyMM", DateName.Month | DateName.Date, number => DigitDate.Day(number / 100, number % 100, 1)),
        Written("yyMMdd", DateName.Date, number => DigitDate.ShortDay(number / 10_000, number / 100 % 100, number % 100)),
        Written("ddMMyy", DateName.Date, number => DigitDate.ShortDay(number % 100, number / 100 % 100, number / 10_000)),
        Written("MMddyy", DateName.Date, number => DigitDate.ShortDay(number % 100, number / 10_000, number / 100 % 100)),
        Written("yyyyww", DateName.Week, number => DigitDate.Week(number / 100, number % 100)),
        Written("yyyyDDD", DateName.Date, number => DigitDate.DayOfYear(number / 1_000, number % 1_000)),
        Days,
        Since1970("seconds", TimeSpan.TicksPerSecond), Since1970("milliseconds", TimeSpan.TicksPerMillisecond),
        Since1970("microseconds", TimeSpan.TicksPerMicrosecond), Since1970("nanoseconds", 1.0 / TimeSpan.NanosecondsPerTick),
        Written("HHmm", DateName.Clock, number => DigitDate.Clock(number / 100, number % 100, 0)),
        Written("HHmmss", DateName.Clock, number => DigitDate.Clock(number / 10_000, number / 100 % 100, number % 100)),
    ];

    private static readonly Dictionary<string, NumberedUnit> s_byName = All.ToDictionary(unit => unit.Name);

    /// <summary>The least number that is looked for.</summary>
    public double First { get; private init; } = double.NegativeInfinity;

    /// <summary>The greatest.</summary>
    public double Last { get; private init; } = double.PositiveInfinity;

    /// <summary>How long one is in a count; zero for digits that are written as a date.</summary>
    public double Ticks { get; private init; }

    /// <summary>Whether the numbers are digits that are written as a date.</summary>
    public bool IsWritten => Ticks == 0;

    /// <summary>How messages show its dates.</summary>
    public string Format => Named == DateName.Clock ? "HH:mm:ss" : "yyyy-MM-dd";

    /// <summary>The unit of a name; null for none, as in a card that somebody has changed.</summary>
    public static NumberedUnit? Of(string name) => s_byName.GetValueOrDefault(name);

    /// <summary>Whether a number stands for no date: zero does, but among times of the day.</summary>
    public bool IsNone(double number) => number == 0 && Named != DateName.Clock;

    private static NumberedUnit Since1970(string each, double ticks)
    {
        double second = TimeSpan.TicksPerSecond / ticks;
        return Counted($"{each} since 1970", DateName.Moment, DateTime.UnixEpoch, ticks) with
        {
            First = FirstSecond * second, Last = LastSecond * second,
        };
    }

    private static NumberedUnit Counted(string name, DateName named, DateTime start, double ticks) => new(name, named, number =>
    {
        double sum = Math.Round(number * ticks / TimeSpan.TicksPerMillisecond) * TimeSpan.TicksPerMillisecond;
        return Math.Abs(sum) < (DateTime.MaxValue - start).Ticks && start.Ticks + sum >= 0
            ? DateTime.SpecifyKind(start.AddTicks((long)sum), DateTimeKind.Unspecified) : null;
    })
    {
        Ticks = ticks,
    };

    private static NumberedUnit Written(string name, DateName named, Func<long, DateTime?> read) =>
        new(name, named, number => number >= (named == DateName.Clock ? 0 : 1) && number < int.MaxValue && number == Math.Floor(number)
            ? read((long)number) : null);
}
