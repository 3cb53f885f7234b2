namespace MLFlux.Tables;

/// <summary>
/// Numbers of which a table knows only that something is above or below them, or near: <c>&lt;5</c>, <c>≥ 100</c>, <c>~18</c>,
/// <c>ca. 20</c>, <c>about 20</c>, <c>10 or more</c>. What is below a number above zero is read as half of it, as is usual for limits of
/// detection: it stays apart from the number itself.
/// </summary>
internal static class BoundField
{
    private static readonly string[] s_marks = ["<=", ">=", "<", ">", "≤", "≥", "~", "≈", "ca.", "approx.",
        "about ", "around ", "circa ", "approx ", "approximately ", "roughly ", "under ", "below ", "less than ", "fewer than ", "up to ",
        "at most ", "over ", "above ", "more than ", "at least ", "ungefähr ", "etwa ", "rund ", "über ", "unter ", "mehr als ",
        "weniger als ", "environ ", "plus de ", "moins de "];

    private static readonly string[] s_marksBehind = [" or more", " or over", " or older", " or above", " and over", " and above",
        " and older", " or less", " or fewer", " or under", " or below", " or younger", " and under", " and below"];

    private static readonly HashSet<string> s_below =
        ["under ", "below ", "less than ", "fewer than ", "unter ", "weniger als ", "moins de "];

    /// <summary>What the number behind a field's mark counts for, if it is above zero: a half below it, all of it otherwise.</summary>
    public static double Share(ReadOnlySpan<char> field) =>
        field is ['<', not '=', ..] || (Mark(field) is string mark && s_below.Contains(mark)) ? 0.5 : 1;

    /// <summary>Whether a field's mark is a word, and no sign.</summary>
    public static bool HasWords(ReadOnlySpan<char> field) =>
        Mark(field) is string mark ? char.IsLetter(mark[0]) : WithoutMarkBehind(field).Length < field.Length;

    /// <summary>The number alone.</summary>
    /// <param name="field">The field.</param>
    /// <param name="isBound">Whether a mark was before it, or behind it.</param>
    public static ReadOnlySpan<char> Without(ReadOnlySpan<char> field, out bool isBound)
    {
        string? mark = Mark(field);
        ReadOnlySpan<char> rest = mark is null ? WithoutMarkBehind(field) : field[mark.Length..].TrimStart();
        isBound = rest.Length < field.Length;
        return rest;
    }

    private static string? Mark(ReadOnlySpan<char> field)
    {
        if (field.Length < 2 || char.IsAsciiDigit(field[0]) || field[0] is '-' or '+' or '.')
            return null;
        foreach (string mark in s_marks)
        {
            if (field.StartsWith(mark, StringComparison.OrdinalIgnoreCase))
                return mark;
        }

        return null;
    }

    private static ReadOnlySpan<char> WithoutMarkBehind(ReadOnlySpan<char> field)
    {
        if (field.IsEmpty || !char.IsAsciiDigit(field[0]) || !char.IsAsciiLetter(field[^1]))
            return field;
        foreach (string mark in s_marksBehind)
        {
            if (field.EndsWith(mark, StringComparison.OrdinalIgnoreCase))
                return field[..^mark.Length].TrimEnd();
        }

        return field;
    }
}
