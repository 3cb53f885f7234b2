using System.Globalization;
using System.Diagnostics;
using MLFlux.Progress;
using Spectre.Console;

namespace MLFlux.Tool.Running;

/// <summary>Shows how far the measuring of importance is: on a terminal a bar, elsewhere a line each few seconds.</summary>
/// <param name="columns">How many columns there are.</param>
internal sealed class ImportanceConsole(int columns)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);

    private readonly Stopwatch _sinceLine = Stopwatch.StartNew();
    private readonly Stopwatch _sinceBegin = Stopwatch.StartNew();
    private ProgressTask? _bar;
    private int _done;

    public T Watch<T>(Func<T> run)
    {
        if (!ConsoleBar.FitsOn(AnsiConsole.Console))
        {
            Console.WriteLine($"importance of {columns} columns");
            return run();
        }

        return ConsoleBar.Run(AnsiConsole.Console, "importance of columns", bar =>
        {
            _bar = bar;
            _bar.MaxValue = columns;
            return run();
        });
    }

    /// <summary>Says which columns there was no time for.</summary>
    public void End(TimeSpan limit)
    {
        if (_sinceBegin.Elapsed > limit && _done < columns)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"importance of {_done:N0} of {columns:N0} columns, as many as {limit.TotalSeconds:0} s allow, "
                + $"those that move the predictions most first"));
        }
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
