using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace MLFlux.Tool.Commands;

/// <summary>Arguments and options of several commands, and the kinds of options that say what they expected.</summary>
internal static class Arguments
{
    public static Argument<string> Model() => new("model") { Description = "Model file, such as model.zip." };

    /// <summary>The data, which <see cref="DataOptions"/> require unless a database is named.</summary>
    public static Argument<string?> Data() => new("data")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "A table (CSV, TSV or other text with separators, also compressed by gzip; - for the input, or a pipe; Parquet; with "
        + "--query SQLite), or a folder with a folder of images for each class.",
    };

    /// <summary>A whole number, at least 1, or none.</summary>
    public static Option<int?> Count(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => int.TryParse(Word(result), CultureInfo.InvariantCulture, out int count) && count >= 1
            ? count
            : Refuse<int?>(result, name, "a whole number, at least 1"),
    };

    /// <summary>A whole number.</summary>
    public static Option<int> Whole(string name, string description, int value) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => value,
        CustomParser = result => int.TryParse(Word(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : Refuse<int>(result, name, $"a whole number between {int.MinValue} and {int.MaxValue}"),
    };

    /// <summary>A fraction between 0 and 1, both excluded.</summary>
    public static Option<double> Fraction(string name, string description, double value) => new(name)
    {
        Description = description,
        HelpName = "F",
        DefaultValueFactory = _ => value,
        CustomParser = result => double.TryParse(Word(result), CultureInfo.InvariantCulture, out double fraction) && fraction > 0
            && fraction < 1
            ? fraction
            : Refuse<double>(result, name, "a number between 0 and 1"),
    };

    /// <summary>A time in seconds, minutes or hours, or none.</summary>
    public static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result => TryParseTime(Word(result)) ?? Refuse<TimeSpan?>(result, name, "a time above 0, such as 90s, 10m or 1.5h"),
    };

    /// <summary>One of some words, or none.</summary>
    public static Option<T?> Choice<T>(string name, string description, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        string all = string.Join(", ", words.Keys);
        return new(name)
        {
            Description = $"{description} One of: {all}.",
            HelpName = "WORD",
            CustomParser = result => words.TryGetValue(Word(result), out T value) ? value : Refuse<T?>(result, name, $"one of: {all}"),
        };
    }

    /// <summary>One of some words as it is, or none.</summary>
    public static Option<string?> Words(string name, string description, IReadOnlyCollection<string> words)
    {
        string all = string.Join(", ", words);
        return new(name)
        {
            Description = $"{description} One of: {all}.",
            HelpName = "WORD",
            CustomParser = result => words.Contains(Word(result)) ? Word(result) : Refuse<string>(result, name, $"one of: {all}"),
        };
    }

    /// <summary>Names of columns: the option may stand several times, and take several names.</summary>
    public static Option<string[]> Columns(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "COLUMN",
        AllowMultipleArgumentsPerToken = true,
    };

    public static Option<bool> SkipUnreadable() => new("--skip-unreadable")
    {
        Description = "Leave out rows, or images, that cannot be read, and say which. Default: they are an error.",
    };

    private static TimeSpan? TryParseTime(string word)
    {
        double unit = word is [.., char last] ? last switch { 's' => 1, 'm' => 60, 'h' => 3_600, _ => 0 } : 0;
        return unit > 0 && double.TryParse(word[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count)
            && count * unit is > 0.001 and < 1e8
            ? TimeSpan.FromSeconds(count * unit)
            : null;
    }

    private static string Word(ArgumentResult result) => result.Tokens[0].Value;

    private static T? Refuse<T>(ArgumentResult result, string name, string expected)
    {
        result.AddError($"{name} is '{Word(result)}'; expected {expected}.");
        return default;
    }
}
