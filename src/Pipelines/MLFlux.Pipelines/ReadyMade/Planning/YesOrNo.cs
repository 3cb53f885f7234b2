using MLFlux.Labels;

namespace MLFlux.ReadyMade;

/// <summary>Tells which of two values of a label is yes.</summary>
internal static class YesOrNo
{
    /// <summary>Words for yes and no, yes first, in several languages: a word may stand in several.</summary>
    private static readonly (string Yes, string No)[] s_words =
    [
        ("yes", "no"), ("y", "n"), ("true", "false"), ("t", "f"), ("1", "0"), ("1", "-1"), ("positive", "negative"), ("pos", "neg"),
        ("+", "-"), ("on", "off"),
        ("ja", "nein"), ("j", "n"), ("ja", "nee"), ("ja", "nej"), ("ja", "nei"), ("wahr", "falsch"), ("oui", "non"), ("o", "n"),
        ("vrai", "faux"), ("si", "no"), ("sí", "no"), ("sì", "no"), ("s", "n"),
        ("verdadero", "falso"), ("vero", "falso"), ("sim", "não"), ("sim", "nao"), ("verdadeiro", "falso"), ("ano", "ne"), ("áno", "nie"),
        ("da", "net"), ("da", "ne"), ("da", "nu"), ("да", "нет"), ("да", "не"),
        ("tak", "nie"), ("evet", "hayir"), ("evet", "hayır"), ("kyllä", "ei"), ("kylla", "ei"), ("igen", "nem"), ("ναι", "όχι"),
        ("ya", "tidak"), ("có", "không"), ("taip", "ne"), ("jah", "ei"), ("jā", "nē"),
        ("是", "否"), ("是", "不是"), ("有", "无"), ("有", "無"), ("对", "错"), ("はい", "いいえ"), ("예", "아니요"), ("네", "아니요"), ("예", "아니오"),
        ("ใช่", "ไม่ใช่"), ("نعم", "لا"), ("כן", "לא"), ("हाँ", "नहीं"),
    ];

    /// <summary>Pairs that are opposites, also by what they say of something.</summary>
    private static readonly (string Yes, string No)[] s_pairs =
    [
        .. s_words,
        ("spam", "ham"), ("good", "bad"), ("pass", "fail"), ("passed", "failed"), ("success", "failure"), ("won", "lost"), ("win", "loss"),
        ("accepted", "rejected"), ("approved", "denied"),
        ("churn", "stay"), ("churned", "active"), ("churned", "retained"), ("fraud", "legit"), ("fraud", "genuine"), ("fraud", "normal"),
        ("malignant", "benign"), ("sick", "healthy"), ("abnormal", "normal"),
        ("anomaly", "normal"), ("present", "absent"), ("default", "paid"), ("survived", "died"), ("high", "low"),
    ];

    /// <summary>Those that are yes beside any other word.</summary>
    private static readonly HashSet<string> s_yes =
        new(["yes", "y", "true", "t", "1", "positive", "pos", "+"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The two values, no first, and why, as the end of a sentence; empty where the words speak for themselves.</summary>
    /// <param name="label">The label, of two values.</param>
    /// <param name="yes">The value that is said to be yes; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value that is said to be yes is none of the two.</exception>
    public static (object[] Values, string Why) Order(ColumnProfile label, string? yes)
    {
        object[] values = label.Values.Keys.All(value => value is string)
            ? [.. label.Values.Keys.OrderBy(value => (string)value, StringComparer.Ordinal)] : [.. label.Values.Keys.Order()];
        string first = LabelText.Of(values[0]), second = LabelText.Of(values[1]);
        if (yes is not null)
        {
            return yes == first ? ([values[1], values[0]], ", as wanted")
                : yes == second ? (values, ", as wanted")
                : throw new ArgumentOutOfRangeException(null,
                    $"'{yes}' is to be the value for yes, but column '{label.Name}' has '{first}' and '{second}'.");
        }

        if (IsPair(second, first) || (s_yes.Contains(second) && !s_yes.Contains(first)))
            return (values, "");
        if (IsPair(first, second) || (s_yes.Contains(first) && !s_yes.Contains(second)))
            return ([values[1], values[0]], "");

        // "churned" and "not churned", "default" and "no default": what negates the other is no.
        if (Negates(first, second))
            return (values, "");
        if (Negates(second, first))
            return ([values[1], values[0]], "");
        if (values[0] is not string)
            return (values, "");
        (long one, long other) = (label.Values[values[0]], label.Values[values[1]]);
        return (one < other ? [values[1], values[0]] : values, one == other ? "" : ": yes is the rarer value");
    }

    /// <summary>
    /// Which of the values that a column has, one or two in any case, say yes; null where they are no words of yes and no.
    /// </summary>
    public static IReadOnlyDictionary<string, bool>? Truths(IReadOnlyCollection<string> values)
    {
        string[] words = [.. values.Select(value => value.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (words is [var alone])
        {
            bool isYes = Array.Exists(s_words, pair => pair.Yes.Equals(alone, StringComparison.OrdinalIgnoreCase));
            bool isNo = Array.Exists(s_words, pair => pair.No.Equals(alone, StringComparison.OrdinalIgnoreCase));
            return isYes != isNo ? values.ToDictionary(value => value, _ => isYes) : null;
        }

        string? yes = words is [var one, var other] ? IsPair(one, other) ? one : IsPair(other, one) ? other : null : null;
        return yes is null ? null
            : values.ToDictionary(value => value, value => value.Trim().Equals(yes, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsPair(string yes, string no) => Array.Exists(
        s_pairs, pair => pair.Yes.Equals(yes, StringComparison.OrdinalIgnoreCase)
            && pair.No.Equals(no, StringComparison.OrdinalIgnoreCase));

    private static bool Negates(string no, string yes) => no.Length > yes.Length && no.EndsWith(yes, StringComparison.OrdinalIgnoreCase)
        && no[..^yes.Length].Trim(' ', '-', '_').ToUpperInvariant() is "NOT" or "NO" or "NON" or "UN" or "IN" or "DIS" or "NICHT" or "KEIN"
        or "PAS" or "SIN" or "IS NOT";
}
