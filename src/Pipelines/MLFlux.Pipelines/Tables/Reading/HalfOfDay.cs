namespace MLFlux.Tables;

/// <summary>
/// Times whose half of the day stands before the hour, as in China, Japan and Korea: <c>下午4:22</c>, <c>오후 4:22</c>.
/// </summary>
internal static class HalfOfDay
{
    private static readonly string[] s_mornings = ["上午", "午前", "오전"], s_afternoons = ["下午", "午後", "오후"];

    /// <summary>The field with the half behind the time; null where it has none of these.</summary>
    public static string? Normal(ReadOnlySpan<char> field)
    {
        if (!field.ContainsAny('午', '오'))
            return null;
        string text = field.ToString();
        foreach (string half in (string[])[.. s_mornings, .. s_afternoons])
        {
            if (text.Split(half) is [var day, var time])
                return $"{day.TrimEnd()} {time.Trim()} {(s_afternoons.Contains(half) ? "PM" : "AM")}".TrimStart();
        }

        return null;
    }
}
