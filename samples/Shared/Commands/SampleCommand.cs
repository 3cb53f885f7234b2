using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace MLFlux.Samples;

/// <summary>Runs a sample: what a user sees when something is wrong is a line on the error stream, and an exit code.</summary>
internal static class SampleCommand
{
    private const int Failed = 1, WrongOptions = 2, Cancelled = 130;

    /// <summary>0 if all went well, 1 if it failed, 2 for wrong options, 130 if it was cancelled.</summary>
    /// <param name="command">The options.</param>
    /// <param name="args">What the user typed.</param>
    /// <param name="whenCancelled">What a user who has cancelled is told.</param>
    /// <param name="program">The sample.</param>
    public static async Task<int> RunAsync(
        RootCommand command, string[] args, string whenCancelled, Action<ParseResult, CancellationToken> program)
    {
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        command.SetAction(
            (result, cancellation) => Task.Run(() => Run(() => Begin(command, () => program(result, cancellation)), whenCancelled)));

        ParseResult parsed = command.Parse(args);
        foreach (string message in parsed.Errors.Select(error => error.Message).Distinct())
            await Console.Error.WriteLineAsync(message);
        return parsed.Errors.Count > 0 ? WrongOptions : await parsed.InvokeAsync();
    }

    /// <summary>Says what the sample shows, and runs it.</summary>
    private static void Begin(RootCommand command, Action program)
    {
        Console.WriteLine($"{command.Description}{Environment.NewLine}");
        program();
    }

    private static int Run(Action program, string whenCancelled)
    {
        try
        {
            program();
            return 0;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine(whenCancelled);
            return Cancelled;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException
            or FormatException or ArgumentException or InvalidOperationException)
        {
            Console.Error.WriteLine(error.Message);
            return Failed;
        }
    }
}
