namespace MLFlux.Tables;

/// <summary>A number without what people put around it that changes nothing: quotes, a mark of a bound, a dash for no cents.</summary>
internal static class BareNumber
{
    /// <param name="field">The field.</param>
    /// <param name="share">What part of the number counts, if it is above zero.</param>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> field, out double share)
    {
        field = Unquoted(field.Trim());
        share = BoundField.Share(field);
        return WithoutNoCents(BoundField.Without(field, out _));
    }

    /// <summary>Without the quotes around it that are not those of the file, or the one that tells Excel not to change it.</summary>
    private static ReadOnlySpan<char> Unquoted(ReadOnlySpan<char> field)
    {
        if (field.Length < 2)
            return field;
        bool isQuoted = (field[0], field[^1]) is ('\'', '\'') or ('"', '"') or ('“', '”') or ('‘', '’') or ('„', '“')
            or ('«', '»');
        return isQuoted ? field[1..^1].Trim() : field[0] == '\'' && char.IsAsciiDigit(field[^1]) ? field[1..].Trim() : field;
    }

    /// <summary>Without the dash that stands for no cents: <c>12,-</c>, <c>12.– Fr.</c></summary>
    private static ReadOnlySpan<char> WithoutNoCents(ReadOnlySpan<char> field)
    {
        int last = field.LastIndexOfAnyInRange('0', '9');
        if (last < 0 || last + 2 >= field.Length || field[last + 1] is not (',' or '.') || field[last + 2] is not ('-' or '–' or '—'))
            return field;
        ReadOnlySpan<char> behind = field[(last + 2)..].TrimStart("-–—");
        return behind.IsEmpty ? field[..(last + 1)] : $"{field[..(last + 1)]}{behind}";
    }
}
