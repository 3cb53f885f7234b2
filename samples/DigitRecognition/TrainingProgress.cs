using MLFlux;
using Spectre.Console;

namespace DigitRecognition;

/// <summary>A line for each epoch and, on a terminal, a bar below them that moves with every batch.</summary>
internal sealed class TrainingProgress
{
    private ProgressTask? _bar;

    /// <summary>Shows the bar while <paramref name="fit"/> runs; without a terminal, only the lines appear.</summary>
    public T Watch<T>(Func<T> fit)
    {
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
            return fit();

        return AnsiConsole.Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                _bar = context.AddTask("reading the digits");
                return fit();
            });
    }

    public void ShowBatch(BatchReport report)
    {
        if (_bar is null)
            return;
        _bar.MaxValue = report.Epochs;
        _bar.Value = report.Epoch - 1 + (report.Batch / (double)report.Batches);
        _bar.Description = $"epoch {report.Epoch}/{report.Epochs}, loss {report.TrainingLoss:0.0000}, accuracy {report.TrainingAccuracy:0.0000}";
    }

    public void ShowEpoch(EpochReport report)
    {
        if (_bar is null)
        {
            Console.WriteLine(report); // In a file a line stays a line, however long.
            return;
        }

        _bar.Value = report.Epoch;
        AnsiConsole.WriteLine(report.ToString());
    }
}
