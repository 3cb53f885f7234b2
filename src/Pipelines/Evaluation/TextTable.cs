namespace MLFlux.Evaluation;

/// <summary>What tables of text share.</summary>
internal static class TextTable
{
    /// <summary>The text, at most <paramref name="width"/> characters of it; a cut is shown.</summary>
    public static string Cut(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";
}
