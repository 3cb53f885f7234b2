using System.Globalization;

namespace MLFlux.Tables;

/// <summary>
/// Reads numbers as people write them: with marks between thousands, a currency or a percent sign before or behind, brackets or a
/// minus behind for those below zero, a letter or a word behind for thousands or millions, a mark of a note, in quotes, as a fraction, as a
/// bound or roughly, in the digits of any script, and with the base of sixteen.
/// </summary>
internal static class NumberField
{
    private const int Longest = 64;

    /// <summary>Reads a number that a <c>Single</c> can hold, though perhaps not all its digits.</summary>
    /// <param name="field">The field.</param>
    /// <param name="marker">What stands before decimal places.</param>
    /// <param name="anyUnit">Whether words that are no currency may stand behind.</param>
    /// <param name="number">The number.</param>
    /// <param name="unit">The unit; empty for none.</param>
    public static bool TryRead(ReadOnlySpan<char> field, char marker, bool anyUnit, out double number, out ReadOnlySpan<char> unit)
    {
        unit = [];
        if (TryReadDigits(field, marker, out number))
            return true;
        if (field.Length > Longest)
            return false;
        field = FractionField.Written(AsciiDigits.Of(field));
        if (!field.ContainsAnyInRange('0', '9'))
            return IsZeroOfAccounts(field, out number, out unit);
        if (HexField.TryRead(field, out number))
            return true;
        field = BareNumber.Of(FootnoteMark.Without(field, out _), out double share);
        if (!TryReadMarked(field, marker, anyUnit, out number, out unit) && !(anyUnit && TryReadCompound(field, out number, out unit)))
            return false;
        number *= number > 0 ? share : 1;
        return true;
    }

    /// <summary>Reads a number of a column, in the column's unit.</summary>
    /// <param name="field">The field.</param>
    /// <param name="marker">What stands before decimal places.</param>
    /// <param name="columnUnit">The unit, which numbers without one have; null for none.</param>
    /// <param name="number">The number.</param>
    public static bool TryRead(ReadOnlySpan<char> field, char marker, string? columnUnit, out double number)
    {
        if (columnUnit == RangeField.Unit)
            return RangeField.TryRead(field, marker, out number);
        if (!TryRead(field, marker, columnUnit is not null, out number, out ReadOnlySpan<char> unit))
            return false;
        if (!unit.IsEmpty && columnUnit is not null && !NumberUnits.AreSame(unit, columnUnit)
            && UnitFamilies.TryConvert(unit, columnUnit, out double factor))
            number *= factor;
        return true;
    }

    /// <summary>Whether a dash stands beside a currency, as formats for accounts write zero: <c>$ -</c>, <c>- €</c>.</summary>
    private static bool IsZeroOfAccounts(ReadOnlySpan<char> field, out double number, out ReadOnlySpan<char> unit)
    {
        number = double.NaN;
        unit = field.Trim().Trim("-–—").Trim();
        bool isZero = !unit.IsEmpty && unit.Length < field.Trim().Length && unit is not ("%" or "‰") && NumberUnits.IsKnown(unit);
        if (isZero)
            number = 0;
        else
            unit = [];
        return isZero;
    }

    private static bool TryReadCompound(ReadOnlySpan<char> field, out double number, out ReadOnlySpan<char> unit)
    {
        unit = DurationField.Unit;
        return DurationField.TryRead(field, out number) || CompoundField.TryRead(field, out number, out unit);
    }

    private static bool TryReadMarked(
        ReadOnlySpan<char> field, char marker, bool anyUnit, out double number, out ReadOnlySpan<char> unit)
    {
        unit = [];
        number = double.NaN;
        ReadOnlySpan<char> rest = field.Trim();
        bool isBracketed = rest is ['(', .., ')'];
        if (isBracketed)
            rest = rest[1..^1].Trim();
        int first = rest.IndexOfAnyInRange('0', '9'), last = rest.LastIndexOfAnyInRange('0', '9');
        if (first > 0 && rest[first - 1] == marker)
            first--;
        double factor = NumberFactor.Of(rest[(last + 1)..], out int length);
        ReadOnlySpan<char> before = rest[..first].Trim(), behind = rest[(last + 1 + length)..].Trim();
        if (behind is [var hyphen, var letter, ..] && IsSign(hyphen) && char.IsLetter(letter))
            return false; // No minus, but a hyphen between two parts of a name, as in 7590-VHVEG and 30-year.
        if (!isBracketed && before is [.., '('] && behind is [')', ..])
        {
            isBracketed = true; // Behind a currency, as in $(4.50).
            before = before[..^1].Trim();
            behind = behind[1..].Trim();
        }

        int signs = TakeSign(ref before, out bool isNegative) + TakeSign(ref behind, out bool isNegativeBehind);
        if (signs > 1 || (signs == 1 && isBracketed) || (!before.IsEmpty && !behind.IsEmpty))
            return false;

        unit = before.IsEmpty ? behind : before;
        bool isUnit = unit.IsEmpty || NumberUnits.IsKnown(unit)
            || (anyUnit && (before.IsEmpty ? NumberUnits.MayBe(unit) : NumberUnits.IsName(unit)));
        ReadOnlySpan<char> digits = rest[first..(last + 1)];
        if (!isUnit || !(TryReadDigits(digits, marker, out number) || FractionField.TryRead(digits, out number)))
            return false;
        number *= factor;
        if (isBracketed || isNegative || isNegativeBehind)
            number = -number;
        return true;
    }

    private static int TakeSign(ref ReadOnlySpan<char> text, out bool isNegative)
    {
        isNegative = false;
        if (text.IsEmpty || !(IsSign(text[0]) || IsSign(text[^1])))
            return 0;
        bool isFirst = IsSign(text[0]);
        isNegative = (isFirst ? text[0] : text[^1]) != '+';
        text = (isFirst ? text[1..] : text[..^1]).Trim();
        return 1;
    }

    /// <summary>The minus may be the dash that writing programs make of it.</summary>
    private static bool IsSign(char letter) => letter is '-' or '+' or '−' or '–';

    private static bool TryReadDigits(ReadOnlySpan<char> digits, char marker, out double number)
    {
        number = double.NaN;
        if (digits.IsEmpty || !(digits[0] == marker || digits[0] is '+' or '-' || char.IsAsciiDigit(digits[0])))
            return false;
        if (marker == '.' && PlainNumber.TryRead(digits, out number))
            return true;
        if (marker == '.' && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out number))
            return Math.Abs(number) <= float.MaxValue;

        Span<char> plain = stackalloc char[Longest];
        return digits.Length <= Longest && WithoutMarks(digits, marker, plain, out int length)
            && double.TryParse(plain[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            && Math.Abs(number) <= float.MaxValue;
    }

    /// <summary>
    /// Leaves out what stands between thousands, and puts a point before decimal places; false where the marks stand elsewhere.
    /// </summary>
    private static bool WithoutMarks(ReadOnlySpan<char> digits, char marker, Span<char> plain, out int length)
    {
        length = 0;
        int end = digits.IndexOfAny(marker, 'e', 'E');
        ReadOnlySpan<char> whole = end < 0 ? digits : digits[..end], rest = end < 0 ? [] : digits[end..];
        if (rest.Length > 1 && rest[1..].ContainsAny(',', '.'))
            return false;

        ReadOnlySpan<char> unsigned = whole.TrimStart("+-");
        if (whole.Length - unsigned.Length > 1)
            return false;
        int first = unsigned.IndexOfAnyExceptInRange('0', '9');
        if (first >= 0 && !AreGroups(unsigned, first, marker))
            return false;
        foreach (char letter in whole)
        {
            if (char.IsAsciiDigit(letter) || letter is '+' or '-')
                plain[length++] = letter;
        }

        foreach (char letter in rest)
            plain[length++] = letter == marker ? '.' : letter;
        return true;
    }

    /// <summary>
    /// Whether one mark stands before each three digits from behind or, with commas, before three and then each two, as in India.
    /// </summary>
    private static bool AreGroups(ReadOnlySpan<char> whole, int first, char marker)
    {
        char mark = whole[first];
        bool isMark = mark is '\'' or '’' or '_' or ' ' or '\u00A0' or '\u202F' or '\u2009' || (mark is '.' or ',' && mark != marker);
        if (!isMark || first is 0 or > 3 || whole[0] == '0' || (whole.Length - first < 4))
            return false;

        int group = whole[first..].Length > 4 && mark == ',' && first <= 2 && whole[first + 3] == mark ? 2 : 3;
        int last = whole.Length - 4;
        for (int i = first; i < whole.Length; i++)
        {
            bool isAtMark = i >= last ? i == last : (i - first) % (group + 1) == 0;
            if (isAtMark ? whole[i] != mark : !char.IsAsciiDigit(whole[i]))
                return false;
        }

        return (last - first) % (group + 1) == 0;
    }
}
