namespace MLFlux.Tables;

/// <summary>
/// Words that say that there is no value. Missing values are one value to a network: one word alone of any other meaning loses nothing by
/// being one, but two, such as the floors <c>G</c> and <c>B</c>, would be the same. What says none or never, such as <c>keine</c>, says a
/// value.
/// </summary>
internal static class AbsenceWords
{
    private static readonly HashSet<string> s_words = new(
    [
        "unknown", "unk", "unspecified", "undefined", "unavailable", "missing", "pending", "tbd", "tba", "to be determined", "blank",
        "empty", "x", "nd", "na", "dk", "bdl", "lod", "<lod", "error", "err", "refused", "declined", "withheld", "suppressed", "redacted",
        "don't know", "unbekannt", "fehlt", "entfällt", "inconnu", "desconocido", "sconosciuto", "onbekend", "okänt",
        "неизвестно", "不明", "未知",
        "no data", "no value", "no answer", "no response", "no reading", "no record", "not available", "not applicable", "not measured",
        "not known", "not given", "not stated", "not specified", "not reported", "not recorded", "not provided", "not entered",
        "not determined", "not tested", "not asked", "not answered", "nicht bekannt", "nicht verfügbar", "nicht gemessen",
        "nicht angegeben", "keine angabe", "keine angaben", "keine daten", "kein wert", "non disponible", "non renseigné", "sans réponse",
        "sin datos", "sin dato", "sin respuesta", "no disponible", "non disponibile", "n.k.", "n.r.", "n.s.", "n.m.",
        "*", "**", "??", "???", "????", "!", "!!", "/", "//", "_", "__", "___", "#", "##", "###", "----", "-----", "....", "…",
    ], StringComparer.OrdinalIgnoreCase);

    public static bool Say(string word) => s_words.Contains(word);
}
