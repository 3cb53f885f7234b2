using System.Globalization;
using System.Text;

namespace MLFlux.Construction;

/// <summary>Writes values as C# has them, whatever the machine's culture.</summary>
internal static class CodeText
{
    private const int LineWidth = 100;

    public const string Indent = "    ";

    /// <summary>A text in quotes.</summary>
    public static string Text(string text)
    {
        var code = new StringBuilder("\"");
        foreach (char letter in text)
        {
            code.Append(letter switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when char.IsControl(letter) || char.IsSurrogate(letter) || letter is '\u2028' or '\u2029' or '\u0085' =>
                $"\\u{(int)letter:x4}",
                _ => letter.ToString(),
            });
        }

        return code.Append('"').ToString();
    }

    /// <summary>
    /// What the names of weights have of a part that a user called as a column: that name, or the place from 0 where it is a number or has
    /// other characters than letters, digits, _ and -.
    /// </summary>
    public static string PartName(string name, int place) =>
        name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') && !name.All(char.IsAsciiDigit) ? name : Number(place);

    /// <summary>A number or truth value, as a constant of its own type.</summary>
    public static string Value(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        string text => Text(text),
        float number => number.ToString("R", CultureInfo.InvariantCulture) + "f",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"A {value.GetType().Name} has no constant."),
    };

    /// <summary>A collection expression, over several lines where one would be too long.</summary>
    public static string List(IEnumerable<string> items)
    {
        string[] all = [.. items];
        if (all.Sum(item => item.Length + 2) <= LineWidth)
            return $"[{string.Join(", ", all)}]";

        var code = new StringBuilder("[");
        int column = LineWidth;
        foreach (string item in all)
        {
            if (column + item.Length + 2 > LineWidth)
            {
                code.Append('\n').Append(Indent);
                column = 0;
            }
            else
            {
                code.Append(' ');
            }

            code.Append(item).Append(',');
            column += item.Length + 2;
        }

        return code.Append("\n]").ToString();
    }

    /// <summary>Moves all lines but the first to the right.</summary>
    public static string Deeper(string code, int levels) =>
        code.Replace("\n", "\n" + string.Concat(Enumerable.Repeat(Indent, levels)), StringComparison.Ordinal);

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string Flag(bool value) => value ? "true" : "false";

    /// <summary>A length of time, in seconds where it is whole ones.</summary>
    public static string Time(TimeSpan time) => time.Ticks % TimeSpan.TicksPerSecond == 0
        ? $"TimeSpan.FromSeconds({Number(time.Ticks / TimeSpan.TicksPerSecond)})"
        : $"TimeSpan.FromTicks({Number(time.Ticks)})";
}
