namespace MLFlux.Tables;

/// <summary>
/// Words that say that there is no value. Missing values are one value to a network: one word of any other meaning loses nothing by being
/// one, but two, such as the floors <c>G</c> and <c>B</c>, would be the same.
/// </summary>
internal static class AbsenceWords
{
    private static readonly HashSet<string> s_words = new(
    [
        "unknown", "unk", "unspecified", "undefined", "unavailable", "missing", "pending", "tbd", "tba", "to be determined", "blank",
        "empty", "x", "nd", "na", "dk", "bdl", "lod", "<lod", "error", "err", "refused", "declined", "withheld", "suppressed", "redacted",
        "don't know", "unbekannt", "fehlt", "keine", "entfällt", "inconnu", "néant", "aucun", "desconocido", "ninguno", "sconosciuto",
        "onbekend", "okänt", "нет", "неизвестно", "不明", "未知",
    ], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] s_beginnings = ["no ", "not ", "non ", "nicht ", "keine ", "kein ", "sin ", "sans ", "n."];

    public static bool Say(string word) => s_words.Contains(word) || !word.Any(char.IsLetter)
        || s_beginnings.Any(beginning => word.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
}
