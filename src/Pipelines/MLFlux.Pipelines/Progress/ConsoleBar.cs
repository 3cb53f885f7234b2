using Spectre.Console;

namespace MLFlux.Progress;

/// <summary>A bar on a terminal, while something runs.</summary>
internal static class ConsoleBar
{
    /// <summary>Whether a console is a terminal, which can show one.</summary>
    public static bool FitsOn(IAnsiConsole console) => console.Profile.Out.IsTerminal && console.Profile.Capabilities.Interactive;

    /// <summary>Shows a bar while something runs, which moves it.</summary>
    public static T Run<T>(IAnsiConsole console, string description, Func<ProgressTask, T> run) => console.Progress()
        .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
        .Start(context => run(context.AddTask(Markup.Escape(description))));
}
