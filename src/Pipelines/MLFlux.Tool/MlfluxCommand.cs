using System.CommandLine;
using System.Globalization;
using MLFlux.Tool.Commands;
using MLFlux.Tool.Running;

namespace MLFlux.Tool;

/// <summary>The command <c>mlflux</c>: what it is told, and what a user sees when something is wrong.</summary>
internal static class MlfluxCommand
{
    /// <summary>Signals are for <see cref="Interruption"/> and, where there is a service, for that.</summary>
    private static readonly InvocationConfiguration s_invocation = new() { ProcessTerminationTimeout = null };

    /// <summary>0 if all went well, 1 if it failed, 2 for wrong options, 130 if it was cancelled.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        if (!ToolRanks.TryJoin())
            return ExitCode.Failed;

        var command = new RootCommand(
            "Trains a neural network on a table or a folder of images, evaluates it, predicts with it, explains it, serves it, shows it.")
        {
            TrainCommand.Create(), EvaluateCommand.Create(), PredictCommand.Create(), ExplainCommand.Create(),
            ServeCommand.Create(), ShowCommand.Create(),
        };

        if (args is [] or ["help", ..])
            args = [.. args.Skip(1), "--help"];
        ParseResult parsed = command.Parse(args);
        if (args is [[not '-', ..] first, ..] && parsed.CommandResult.Command == command)
        {
            ToolRanks.SayError(ParseFaults.UnknownCommand(first, [.. command.Subcommands.Select(one => one.Name)]));
            return ExitCode.WrongOptions;
        }

        if (parsed.Errors.Count > 0)
            ToolRanks.SayError(string.Join(Environment.NewLine, ParseFaults.Of(parsed)));
        return parsed.Errors.Count > 0 ? ExitCode.WrongOptions : await parsed.InvokeAsync(s_invocation);
    }
}
