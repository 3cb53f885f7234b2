using System.CommandLine;
using System.CommandLine.Parsing;

namespace MLFlux.Samples;

/// <summary>The kinds of options that samples take, each of which says what it expected instead of what came.</summary>
internal static class SampleOption
{
    /// <summary>A whole number, at least 1.</summary>
    public static Option<int> Count(string name, string description, int value) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => value,
        CustomParser = result => ReadCount(result, name) ?? 0,
    };

    /// <summary>A whole number, at least 1, or none.</summary>
    public static Option<int?> OptionalCount(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => ReadCount(result, name),
    };

    /// <summary>A number above 0.</summary>
    public static Option<double> Rate(string name, string description, double value) => new(name)
    {
        Description = description,
        HelpName = "R",
        DefaultValueFactory = _ => value,
        CustomParser = result => ReadRate(result, name) ?? 0,
    };

    /// <summary>A number above 0, or none.</summary>
    public static Option<double?> OptionalRate(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "R",
        CustomParser = result => ReadRate(result, name),
    };

    /// <summary>One of a few words, the first of them by default.</summary>
    public static Option<string> OneOf(string name, string description, params string[] words) => new(name)
    {
        Description = description,
        HelpName = string.Join('|', words),
        DefaultValueFactory = _ => words[0],
        CustomParser = result => words.Contains(Word(result)) ? Word(result) : Refuse<string>(result, name, string.Join(" or ", words)),
    };

    /// <summary>The seed of all that is random; 1 by default.</summary>
    public static Option<int> Seed() =>
        new("--seed") { HelpName = "N", Description = "Decides all that is random.", DefaultValueFactory = _ => 1 };

    private static int? ReadCount(ArgumentResult result, string name) => int.TryParse(Word(result), out int count) && count >= 1
        ? count
        : Refuse<int?>(result, name, "a whole number, at least 1");

    private static double? ReadRate(ArgumentResult result, string name) =>
        double.TryParse(Word(result), out double rate) && rate > 0 && double.IsFinite(rate)
            ? rate
            : Refuse<double?>(result, name, "a number above 0");

    private static string Word(ArgumentResult result) => result.Tokens[0].Value;

    private static T? Refuse<T>(ArgumentResult result, string name, string expected)
    {
        result.AddError($"{name} is '{Word(result)}'; expected {expected}.");
        return default;
    }
}
