using System.Runtime.CompilerServices;

namespace MLFlux.Tables;

/// <summary>The two or three parts of a date, one of which may be a month's name.</summary>
internal ref struct DateWords
{
    private const int Most = 3;

    public Parts Numbers;
    public Parts Lengths;

    /// <summary>How many parts there are; a weekday before them is none.</summary>
    public int Count { get; private set; }

    /// <summary>Whether all of the field is parts and the marks between them, each the same where no month is named.</summary>
    public bool IsValid { get; private set; }

    /// <summary>Whether a mark stands behind the last part.</summary>
    public bool HasMarkBehind { get; private set; }

    /// <summary>The month that is named; 0 for none.</summary>
    public int Month { get; private set; }

    /// <summary>Which part names it.</summary>
    public int MonthAt { get; private set; }

    /// <summary>What stands between the first parts.</summary>
    public char Mark { get; private set; }

    public static DateWords Of(ReadOnlySpan<char> field)
    {
        var words = new DateWords { MonthAt = -1 };
        int position = 0;
        while (position < field.Length)
        {
            int start = position;
            while (position < field.Length && char.IsAsciiDigit(field[position]))
                position++;
            bool isNumber = position > start;
            while (!isNumber && position < field.Length && char.IsLetter(field[position]))
                position++;
            bool isFiller = !isNumber && words.Count > 0 && MonthNames.IsFiller(field[start..position]);
            if (position == start || (words.Count == Most && !isFiller) || !words.Add(field[start..position], isNumber))
                return words;
            if (position < field.Length && !words.TakeMark(field, ref position, isNumber))
                return words;
        }

        words.IsValid = words.Count > 1 || words.Month == 0;
        return words;
    }

    private bool Add(ReadOnlySpan<char> part, bool isNumber)
    {
        if (!isNumber)
        {
            if ((Count == 0 && MonthNames.IsWeekday(part) && MonthNames.MonthOf(part) == 0) || (Count > 0 && MonthNames.IsFiller(part)))
                return true;
            if (Month > 0 || (Month = MonthNames.MonthOf(part)) == 0)
                return false;
            MonthAt = Count;
        }
        else if (part.Length > 4)
        {
            return false;
        }

        Numbers[Count] = isNumber ? int.Parse(part) : 0;
        Lengths[Count++] = part.Length;
        return true;
    }

    /// <summary>Moves behind what stands between two parts: one mark, and blanks.</summary>
    private bool TakeMark(ReadOnlySpan<char> field, ref int position, bool isAfterNumber)
    {
        int start = position;
        ReadOnlySpan<char> rest = field[position..];
        if (isAfterNumber && rest.Length > 2 && rest[..2] is "st" or "nd" or "rd" or "th" && !char.IsLetter(rest[2]))
            position += 2;
        if (isAfterNumber && rest is ['年' or '月' or '日' or '년' or '월' or '일', ..])
        {
            position += rest.Length - rest[1..].TrimStart(' ').Length;
            Mark = '年';
            HasMarkBehind = position == field.Length;
            return true;
        }

        char mark = ' ';
        while (position < field.Length && field[position] is ' ' or '-' or '/' or '.' or ',')
        {
            if (field[position] != ' ')
            {
                bool isPair = mark == '.' && field[position] is '-' or ','; // The point of a name that is cut: Jan., 14. Jan.
                if (mark != ' ' && !isPair)
                    return false;
                mark = field[position];
            }

            position++;
        }

        HasMarkBehind = position == field.Length;
        bool mayEnd = mark == '.' && (Month > 0 || (Count > 1 && Mark == '.')); // As in 2024. 5. 3., and behind names that are cut.
        if (position == start || (position == field.Length && !mayEnd))
            return false;
        if (Count == 1)
            Mark = mark;
        return Count <= 1 || Month > 0 || mark == Mark || mark == ' ' || mark == ',';
    }

    [InlineArray(Most)]
    public struct Parts
    {
        private int _first;
    }
}
