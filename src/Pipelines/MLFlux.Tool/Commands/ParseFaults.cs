using System.CommandLine;
using System.CommandLine.Parsing;
using MLFlux.Tables;

namespace MLFlux.Tool.Commands;

/// <summary>What is wrong with what the user typed, a sentence each, with the option that was perhaps meant.</summary>
internal static class ParseFaults
{
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string[] options = [.. command.Options.Select(option => option.Name)];
        string[] strays = [.. parsed.UnmatchedTokens];
        IEnumerable<string> unknown = strays.Where(IsOption).Select(stray => Unknown(stray, command.Name, options));

        // The value of an option that is not there is no fault of its own.
        IEnumerable<string> superfluous = strays.Any(IsOption) ? [] : strays.Select(stray => Superfluous(stray, command));
        IEnumerable<string> others = parsed.Errors
            .Where(error => !strays.Any(stray => error.Message.Contains($"'{stray}'", StringComparison.Ordinal)))
            .Select(error => Sentence(error, parsed));
        return [.. unknown.Concat(superfluous).Concat(others).Distinct()];
    }

    /// <summary>What to say of a command that is not there.</summary>
    public static string UnknownCommand(string word, IReadOnlyList<string> commands)
    {
        string[] nearest = NearestNames.Of(word, commands);
        return $"There is no command '{word}'; there are {string.Join(", ", commands)}."
            + (nearest.Length > 0 ? $" Nearest: {string.Join(", ", nearest)}." : "");
    }

    private static bool IsOption(string word) => word is ['-', _, ..];

    private static string Unknown(string stray, string command, string[] options)
    {
        string name = stray.Split('=', ':')[0];
        string[] nearest = NearestNames.Of(name, options);
        return nearest.Length > 0
            ? $"There is no option '{name}' of 'mlflux {command}' (nearest: {string.Join(", ", nearest)})."
            : $"There is no option '{name}' of 'mlflux {command}'; 'mlflux {command} --help' lists them.";
    }

    private static string Superfluous(string stray, Command command)
    {
        string arguments = string.Join(' ', command.Arguments.Select(argument => $"<{argument.Name}>"));
        return $"'{stray}' is one word too many: expected 'mlflux {command.Name} {arguments}' and options. Names with blanks stand in "
            + "quotes.";
    }

    /// <summary>A fault that an option's own reader has found, in its words; others in ours.</summary>
    private static string Sentence(ParseError error, ParseResult parsed)
    {
        switch (error.SymbolResult)
        {
            case OptionResult { Tokens.Count: 0, Option: var option }:
                return $"{option.Name} has no value; expected {option.HelpName ?? "one"} behind it.";
            case OptionResult { IdentifierTokenCount: > 1, Option: { Arity.MaximumNumberOfValues: 1 } option }:
                return $"{option.Name} stands more than once; expected one value.";
            case ArgumentResult { Tokens.Count: 0, Argument: var argument, Parent: CommandResult { Command: var command } }:
                return $"mlflux {command.Name}: <{argument.Name}> is missing. {argument.Description}";
            case CommandResult { Command: var command }:
                string[] missing = [.. command.Arguments
                    .Where(argument => argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument) is not { Tokens.Count: > 0 })
                    .Select(argument => $"<{argument.Name}> is missing. {argument.Description}")];
                return missing.Length > 0 ? $"mlflux {command.Name}: {missing[0]}" : error.Message;
            default:
                return error.Message;
        }
    }
}
