using System.Globalization;
using System.Text;

namespace MLFlux.Files;

/// <summary>Text that came from a file, as it may be shown on a terminal, which would obey what stands in it.</summary>
internal static class PlainText
{
    /// <summary>
    /// The text, with control characters (but for line breaks and tabs) and changes of the writing direction as <c>\u001B</c>.
    /// </summary>
    public static string Of(string text)
    {
        if (!text.Any(Commands))
            return text;

        var plain = new StringBuilder(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            bool endsLine = text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n';
            if (Commands(text[i]) && !endsLine)
                plain.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:X4}");
            else
                plain.Append(text[i]);
        }

        return plain.ToString();
    }

    private static bool Commands(char letter) =>
        (char.IsControl(letter) && letter is not ('\n' or '\t')) || letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066'
        and <= '\u2069');
}
