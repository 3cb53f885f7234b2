using System.CommandLine;
using MLFlux.Files;
using MLFlux.Images;

namespace MLFlux.Tool.Running;

/// <summary>Lets a command do something, and turns what goes wrong into a sentence and an exit code.</summary>
internal static class CommandAction
{
    /// <summary>A program that keeps nothing when it is cancelled.</summary>
    public static void SetProgram(this Command command, Action<ParseResult, CancellationToken> program) =>
        command.SetInterruptible((parsed, interruption) => program(parsed, interruption.Cancellation));

    /// <summary>A program that keeps what it has done.</summary>
    public static void SetInterruptible(this Command command, Action<ParseResult, Interruption> program) =>
        command.SetAction((parsed, _) => Task.Run(() =>
        {
            using var interruption = new Interruption();
            return Run(() => program(parsed, interruption), () => interruption.IsAsked);
        }));

    /// <summary>A program that looks after signals itself.</summary>
    public static void SetService(this Command command, Action<ParseResult> program) =>
        command.SetAction((parsed, _) => Task.Run(() => Run(() => program(parsed), () => false)));

    private static int Run(Action program, Func<bool> isCancelled)
    {
        try
        {
            program();
            return ExitCode.Done;
        }
        catch (PartlyDoneException part)
        {
            ToolRanks.SayError(PlainText.Of(part.Message));
            return part.ExitCode;
        }
        catch (Exception fault) when (fault is OperationCanceledException || isCancelled()) // ML.NET wraps it in others.
        {
            ToolRanks.SayError("Cancelled; no result was written.");
            return ExitCode.Cancelled;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException
            or FormatException or ArgumentException or InvalidOperationException or NotSupportedException or OutOfMemoryException)
        {
            ToolRanks.SayError(PlainText.Of(Sentence(error)));
            return ExitCode.Failed;
        }
    }

    /// <summary>
    /// The message of what went wrong first (ML.NET's reading threads wrap it), without the name of a parameter that the user has
    /// never seen, and with the command's own options.
    /// </summary>
    public static string Sentence(Exception error) => TaskWord.Translate(First(error))
        .Replace(ImageErrors.Remedy, "leave its row out (--skip-unreadable)", StringComparison.Ordinal);

    private static string First(Exception error) => error is InvalidOperationException { InnerException: { } first }
        ? First(first)
        : error is ArgumentException { ParamName: string name }
        ? error.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal)
        : error.Message;
}
