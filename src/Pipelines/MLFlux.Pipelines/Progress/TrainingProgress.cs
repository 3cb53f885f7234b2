using System.Globalization;
using MLFlux.Progress;
using Spectre.Console;

namespace MLFlux;

/// <summary>
/// Shows a fit as it runs: a line for each epoch and, on a terminal, a bar below them that moves with every batch. Where
/// output goes to a file or a pipe there are only the lines, each whole, however long.
/// </summary>
/// <remarks>For one fit after another; not for fits that run at the same time.</remarks>
/// <example>
/// <code>
/// var progress = new TrainingProgress();
/// var trainer = ml.MulticlassClassification.Trainers.NeuralNetwork(network, progress.Attach(options));
/// var model = progress.Watch(() => trainer.Fit(train));
/// </code>
/// </example>
public sealed class TrainingProgress
{
    private readonly IAnsiConsole _console;
    private readonly Action<FrozenReport> _frozenLine;
    private ProgressTask? _bar;

    /// <summary>Shows a fit.</summary>
    /// <param name="console">Where. Default, null: the program's console.</param>
    public TrainingProgress(IAnsiConsole? console = null)
    {
        _console = console ?? AnsiConsole.Console;
        _frozenLine = Throttle.Every<FrozenReport>(TimeSpan.FromSeconds(10), report => _console.Profile.Out.Writer.WriteLine(report));
    }

    /// <summary>The same options, with this as one more observer of epochs and batches.</summary>
    /// <param name="options">The options; they stay as they are.</param>
    public NeuralNetworkOptions Attach(NeuralNetworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with
        {
            Progress = options.Progress + ShowEpoch,
            BatchProgress = options.BatchProgress + ShowBatch,
            FrozenProgress = options.FrozenProgress + ShowFrozen,
        };
    }

    /// <summary>Runs a fit and, on a terminal, shows the bar meanwhile.</summary>
    /// <param name="fit">What fits, with options that this is attached to. What it throws reaches the caller.</param>
    /// <param name="reading">What is said until the first batch is done.</param>
    /// <returns>What the fit gives.</returns>
    public T Watch<T>(Func<T> fit, string reading = "reading the rows")
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(reading);
        if (!ConsoleBar.FitsOn(_console))
            return fit();

        try
        {
            return ConsoleBar.Run(_console, reading, bar =>
            {
                _bar = bar;
                return fit();
            });
        }
        finally
        {
            _bar = null;
        }
    }

    /// <summary>Moves the bar, where there is one: for <see cref="NeuralNetworkOptions.BatchProgress"/>.</summary>
    public void ShowBatch(BatchReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (_bar is null)
            return;
        _bar.MaxValue = report.Epochs;
        _bar.Value = report.Epoch - 1 + (report.Batch / (double)report.Batches);
        Describe(_bar, report.Epoch, report.Epochs, report.TrainingLoss, report.TrainingAccuracy);
    }

    /// <summary>
    /// Moves the bar while frozen layers are computed, or writes a line every ten seconds where there is none: for
    /// <see cref="NeuralNetworkOptions.FrozenProgress"/>.
    /// </summary>
    public void ShowFrozen(FrozenReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (_bar is null)
        {
            _frozenLine(report);
            return;
        }

        _bar.MaxValue = report.AllRows;
        _bar.Value = report.Rows;
        _bar.Description = report.ToString();
    }

    /// <summary>Shows the line of an epoch: for <see cref="NeuralNetworkOptions.Progress"/>.</summary>
    public void ShowEpoch(EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (_bar is null)
        {
            _console.Profile.Out.Writer.WriteLine(report); // The console would break a long line.
            return;
        }

        _bar.MaxValue = report.Epochs;
        _bar.Value = report.Epoch;
        Describe(_bar, report.Epoch, report.Epochs, report.TrainingLoss, report.TrainingAccuracy);
        _console.WriteLine(report.ToString());
    }

    private static void Describe(ProgressTask bar, int epoch, int epochs, double loss, double? accuracy) => bar.Description = string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {epoch}/{epochs}, loss {loss:0.0000}{(accuracy is null ? "" : ", accuracy ")}{accuracy:0.0000}");
}
