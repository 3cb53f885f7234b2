namespace MLFlux.Training;

/// <summary>Lists of labels in messages.</summary>
internal static class ClassList
{
    private const int Shown = 8;

    /// <summary>The first few labels, and how many more there are: <c>'cat', 'dog' and 98 more</c>.</summary>
    public static string Describe(IReadOnlyList<string> classes)
    {
        string first = string.Join(", ", classes.Take(Shown).Select(label => $"'{label}'"));
        return classes.Count > Shown ? $"{first} and {classes.Count - Shown:N0} more" : first;
    }
}
