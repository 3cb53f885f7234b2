namespace MLFlux.Tables;

/// <summary>
/// Numbers of which a table knows only that something is above or below them, or near: <c>&lt;5</c>, <c>≥ 100</c>, <c>~18</c>,
/// <c>ca. 20</c>. What is below a number above zero is read as half of it, as is usual for limits of detection: it stays apart from the
/// number itself.
/// </summary>
internal static class BoundField
{
    private static readonly string[] s_marks = ["<=", ">=", "<", ">", "≤", "≥", "~", "≈", "ca.", "approx."];

    /// <summary>What the number behind a field's mark counts for, if it is above zero: a half below it, all of it otherwise.</summary>
    public static double Share(ReadOnlySpan<char> field) => field is ['<', not '=', ..] ? 0.5 : 1;

    /// <summary>The number alone.</summary>
    /// <param name="field">The field.</param>
    /// <param name="isBound">Whether a mark was before it.</param>
    public static ReadOnlySpan<char> Without(ReadOnlySpan<char> field, out bool isBound)
    {
        isBound = false;
        if (field.Length < 2 || char.IsAsciiDigit(field[0]) || field[0] is '-' or '+' or '.')
            return field;
        foreach (string mark in s_marks)
        {
            if (!field.StartsWith(mark, StringComparison.OrdinalIgnoreCase))
                continue;
            isBound = true;
            return field[mark.Length..].TrimStart();
        }

        return field;
    }
}
