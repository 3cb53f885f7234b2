using System.CommandLine;

namespace MLFlux.Tool.Commands;

/// <summary>The option <c>--separator</c>: a word, or the character itself.</summary>
internal static class SeparatorOption
{
    private static readonly Dictionary<string, char> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["comma"] = ',', ["tab"] = '\t', ["\\t"] = '\t', ["semicolon"] = ';', ["pipe"] = '|', ["bar"] = '|', ["blank"] = ' ',
        ["space"] = ' ',
    };

    public static Option<char?> Create() => new("--separator")
    {
        HelpName = "CHAR",
        Description = "What separates the fields of the table: comma, tab, semicolon, pipe, blank (any number of blanks and tabs), or a "
        + "character. Default: by the first lines.",
        CustomParser = result =>
        {
            string word = result.Tokens[0].Value;
            if (s_words.TryGetValue(word, out char separator))
                return separator;
            if (word.Length == 1 && !char.IsLetterOrDigit(word[0]) && word[0] is not ('"' or '\r' or '\n'))
                return word[0];
            result.AddError(
                $"--separator is '{word}'; expected comma, tab, semicolon, pipe, blank, or one character that is no letter, digit or "
                + "quote.");
            return null;
        },
    };
}
