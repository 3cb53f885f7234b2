namespace MLFlux.Tables;

/// <summary>Names for columns: each once, none empty.</summary>
internal static class ColumnNames
{
    /// <param name="given">The fields of the header, or none.</param>
    /// <param name="count">How many columns there are.</param>
    public static string[] Make(IReadOnlyList<string> given, int count)
    {
        var taken = new HashSet<string>();
        var names = new string[count];
        for (int i = 0; i < count; i++)
        {
            string name = i < given.Count && given[i].Trim() is { Length: > 0 } text ? text : $"Column{i + 1}";
            string free = name;
            for (int number = 2; !taken.Add(free); number++)
                free = $"{name}_{number}";
            names[i] = free;
        }

        return names;
    }
}
