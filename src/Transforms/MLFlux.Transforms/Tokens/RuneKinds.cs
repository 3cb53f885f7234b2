using System.Globalization;
using System.Text;

namespace MLFlux.Tokens;

/// <summary>Says what characters do in a text.</summary>
internal static class RuneKinds
{
    /// <summary>
    /// The scripts without blanks between words: Thai and Lao, Myanmar, Khmer, Chinese characters and both Japanese syllabaries.
    /// </summary>
    private static readonly (int First, int Last)[] s_characters =
    [
        (0x0E01, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3040, 0x312F), (0x31A0, 0x31FF),
        (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F), (0xF900, 0xFAFF), (0xFF66, 0xFF9F), (0x1B000, 0x1B16F),
        (0x20000, 0x3FFFF),
    ];

    public static RuneKind Of(Rune rune)
    {
        if (rune.IsAscii)
            return OfAscii((char)rune.Value);

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Control => RuneKind.Divider,
            UnicodeCategory.Format => RuneKind.Ignored,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => RuneKind.Mark,
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber =>
                Array.Exists(s_characters, range => rune.Value >= range.First && rune.Value <= range.Last)
                    ? RuneKind.Character : RuneKind.Word,
            _ => rune.Value == '’' ? RuneKind.Word : RuneKind.Sign,
        };
    }

    /// <summary>An apostrophe stands within words: don't.</summary>
    private static RuneKind OfAscii(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || letter is '\'' or '_' ? RuneKind.Word
        : letter <= ' ' || letter == '\u007F' ? RuneKind.Divider
        : RuneKind.Sign;
}
