using System.Globalization;

namespace MLFlux.Tables;

/// <summary>Digits of other scripts (<c>١٢٣</c>, <c>１２３</c>) and the marks that stand among them, as ASCII has them.</summary>
internal static class AsciiDigits
{
    private const char FirstWide = '\uFF01', LastWide = '\uFF5E', ArabicPoint = '\u066B', ArabicThousands = '\u066C';

    private const int FromWide = FirstWide - '!';

    /// <summary>The field as it stands where there are none.</summary>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> field)
    {
        if (!field.ContainsAnyExceptInRange('\0', '\x7F'))
            return field;
        bool isForeign = false;
        foreach (char letter in field)
            isForeign |= letter > '9' && char.IsDigit(letter);
        return isForeign ? string.Create(field.Length, field, (ascii, from) =>
        {
            for (int i = 0; i < from.Length; i++)
                ascii[i] = Of(from[i]);
        }) : field;
    }

    private static char Of(char letter) => letter switch
    {
        ArabicPoint => '.',
        ArabicThousands => ',',
        >= FirstWide and <= LastWide => (char)(letter - FromWide),
        > '9' when char.IsDigit(letter) => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(letter)),
        _ => letter,
    };
}
