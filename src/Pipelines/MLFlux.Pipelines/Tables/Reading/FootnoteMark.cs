namespace MLFlux.Tables;

/// <summary>
/// Marks of notes and of significance behind a number: <c>12.5*</c>, <c>0.02***</c>, <c>12.5†</c>, <c>12.5[1]</c>, <c>12.5¹</c>.
/// </summary>
internal static class FootnoteMark
{
    private const string Signs = "*†‡§¹²³⁴⁵⁶⁷⁸⁹";

    private const int LongestReference = 4;

    /// <summary>The field without them.</summary>
    /// <param name="field">The field.</param>
    /// <param name="isMarked">Whether it has one.</param>
    public static ReadOnlySpan<char> Without(ReadOnlySpan<char> field, out bool isMarked)
    {
        ReadOnlySpan<char> rest = field.TrimEnd();
        int open = rest is [.., ']'] ? rest.LastIndexOf('[') : -1;
        if (open > 0 && rest.Length - open <= LongestReference)
            rest = rest[..open].TrimEnd();
        rest = rest.TrimEnd(Signs).TrimEnd();
        isMarked = rest.Length < field.TrimEnd().Length && rest.Length > 0 && (char.IsDigit(rest[^1]) || rest[^1] is '%' or ')');
        return isMarked ? rest : field;
    }
}
