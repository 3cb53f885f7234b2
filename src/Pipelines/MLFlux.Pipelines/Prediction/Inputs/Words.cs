namespace MLFlux.Prediction;

/// <summary>Text, and truth as text.</summary>
internal static class Words
{
    /// <summary>
    /// Text only: a number or a date can be written in more than one way, and a category that is written otherwise is another one.
    /// </summary>
    public static bool TryText(object value, out ReadOnlyMemory<char> text)
    {
        text = value switch
        {
            string characters => characters.AsMemory(),
            ReadOnlyMemory<char> characters => characters,
            char letter => letter.ToString().AsMemory(),
            _ => default,
        };
        return value is string or ReadOnlyMemory<char> or char;
    }

    /// <summary>True and false, also as those words.</summary>
    public static bool TryBoolean(object value, out bool truth)
    {
        truth = value is true;
        return value is bool || (value is string word && bool.TryParse(word, out truth));
    }
}
