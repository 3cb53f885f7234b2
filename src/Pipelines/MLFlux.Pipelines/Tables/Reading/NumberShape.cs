using System.Text;

namespace MLFlux.Tables;

/// <summary>
/// What the fields of a column have in common that hold numbers, with the same marks between: sizes (<c>10x20</c>), places
/// (<c>52.5,13.4</c>), ranges (<c>10-20</c>), or one number with the same words before it (<c>Level 12</c>, <c>#12</c>).
/// </summary>
internal sealed class NumberShape
{
    /// <summary>So many fields are looked at.</summary>
    private const int MostFields = 2_000;

    private const int Longest = 60, MostValues = 30;
    private const double Most = 0.95;

    private HashSet<string>? _values; // Of most columns there are none.
    private StringBuilder? _written;
    private string? _shape;
    private int _numbers, _alike;

    /// <summary>A field; null where there is none.</summary>
    public string? Example { get; private set; }

    /// <summary>How many numbers each of nearly all fields holds, where these are many different ones; 0 for other fields.</summary>
    /// <param name="present">How many fields there are.</param>
    public int Numbers(int present) => _values?.Count > MostValues && _alike >= Most * Math.Min(present, MostFields) ? _numbers : 0;

    /// <summary>Adds a field that is no number.</summary>
    /// <param name="field">The field.</param>
    /// <param name="present">How many fields there are with it.</param>
    public void Add(ReadOnlySpan<char> field, int present)
    {
        if (present > MostFields || field.Length > Longest)
            return;
        (string shape, int numbers) = Of(field);
        if (numbers < 1 || (numbers == 1 && !IsApart(shape)))
            return;
        if (_shape is null)
            (_shape, _numbers, Example) = (shape, numbers, field.ToString());
        if (shape != _shape)
            return;
        _alike++;
        _values ??= [];
        if (_values.Count <= MostValues)
            _values.Add(field.ToString());
    }

    /// <summary>Whether a number stands for itself: behind letters, as in C12345, it is a part of a name.</summary>
    private static bool IsApart(string shape) => shape is ['#' or '№', ..] || shape.Contains(" 0", StringComparison.Ordinal)
        || (shape[0] == '0' && shape.Contains(' ', StringComparison.Ordinal));

    /// <summary>The marks between numbers, and how many numbers there are.</summary>
    private (string Shape, int Numbers) Of(ReadOnlySpan<char> field)
    {
        StringBuilder written = (_written ??= new StringBuilder()).Clear();
        int numbers = 0;
        for (int i = 0; i < field.Length; i++)
        {
            bool isSign = field[i] is '-' or '+' && (i == 0 || !char.IsAsciiLetterOrDigit(field[i - 1]))
                && i + 1 < field.Length && char.IsAsciiDigit(field[i + 1]);
            if (!isSign && !char.IsAsciiDigit(field[i]))
            {
                written.Append(field[i]);
                continue;
            }

            numbers++;
            written.Append('0');
            bool hasPoint = false;
            while (i + 1 < field.Length && (char.IsAsciiDigit(field[i + 1])
                || (!hasPoint && field[i + 1] == '.' && i + 2 < field.Length && char.IsAsciiDigit(field[i + 2]))))
                hasPoint |= field[++i] == '.';
        }

        return (written.ToString(), numbers);
    }
}
