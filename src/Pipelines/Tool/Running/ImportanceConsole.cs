using System.Diagnostics;
using Spectre.Console;

namespace MLFlux.Tool.Running;

/// <summary>Shows how far the measuring of importance is: on a terminal a bar, elsewhere a line each few seconds.</summary>
/// <param name="columns">How many columns there are.</param>
internal sealed class ImportanceConsole(int columns)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);

    private readonly Stopwatch _sinceLine = Stopwatch.StartNew();
    private ProgressTask? _bar;
    private int _done;

    public T Watch<T>(Func<T> run)
    {
        if (!AnsiConsole.Profile.Out.IsTerminal || !AnsiConsole.Profile.Capabilities.Interactive)
        {
            Console.WriteLine($"importance of {columns} columns");
            return run();
        }

        return AnsiConsole.Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                _bar = context.AddTask("importance of columns", maxValue: columns);
                return run();
            });
    }

    public void Show(FeatureImportance importance)
    {
        _done++;
        if (_bar is not null)
        {
            _bar.Value = _done;
        }
        else if (_sinceLine.Elapsed > s_pause)
        {
            Console.WriteLine($"importance of {columns} columns: {_done} done, the last is '{importance.Column}'");
            _sinceLine.Restart();
        }
    }
}
