using System.Diagnostics;
using System.Globalization;
using MLFlux.Progress;

namespace MLFlux.Tool.Running;

/// <summary>
/// Shows a step that takes longer than a second: on a terminal in a line that changes, elsewhere by a line each few seconds. On the error
/// output, since results may go to the other. For one step after another.
/// </summary>
/// <param name="counter">Counts the rows that the steps go through.</param>
/// <param name="begins">Is told when a step begins; null for nobody.</param>
internal sealed class StepConsole(RowCounter counter, Action<string>? begins = null)
{
    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(1), s_turn = TimeSpan.FromSeconds(0.5),
        s_line = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private string? _step;
    private string _shown = "";
    private long _begin, _before;

    /// <summary>Runs a step.</summary>
    /// <param name="step">What it does, for a person: <c>reading people.csv</c>.</param>
    /// <param name="run">The step.</param>
    public void Watch(string step, Action run) => Watch(step, () =>
    {
        run();
        return true;
    });

    /// <inheritdoc cref="Watch(string, Action)"/>
    public T Watch<T>(string step, Func<T> run)
    {
        begins?.Invoke(step);
        if (ToolRanks.IsSilent)
            return run();
        lock (_gate)
            (_step, _begin, _before) = (step, Stopwatch.GetTimestamp(), counter.Rows);
        using var timer = new Timer(_ => Show(), null, s_first, _isTerminal ? s_turn : s_line);
        try
        {
            return run();
        }
        finally
        {
            Hide();
        }
    }

    /// <summary>Shows no more of the step that runs, which is about to print what came of it.</summary>
    public void Hide()
    {
        lock (_gate)
        {
            if (_isTerminal && _shown.Length > 0)
                Console.Error.Write($"\r{new string(' ', _shown.Length)}\r");
            (_step, _shown) = (null, "");
        }
    }

    private void Show()
    {
        lock (_gate)
        {
            if (_step is null)
                return;
            string text = string.Create(CultureInfo.InvariantCulture,
                $"{_step}: {counter.Rows - _before:N0} rows read, {Stopwatch.GetElapsedTime(_begin).TotalSeconds:0} s");
            if (_isTerminal)
                Console.Error.Write($"\r{text.PadRight(_shown.Length)}");
            else
                Console.Error.WriteLine(text);
            _shown = text;
        }
    }
}
