using System.Globalization;
using System.Text;
using MLFlux.Logs;

namespace MLFlux;

/// <summary>
/// The figures of each epoch as a line of a CSV file: <c>run, epoch, training_loss, training_accuracy, validation_loss,
/// validation_accuracy, learning_rate, seconds, rows_per_second, is_best</c>; what an epoch does not have is empty.
/// </summary>
/// <inheritdoc cref="TrainingLog" path="/remarks"/>
public sealed class CsvLog : TrainingLog
{
    private const string Header =
        "run,epoch,training_loss,training_accuracy,validation_loss,validation_accuracy,learning_rate,seconds,rows_per_second,is_best";
    private readonly LogFile _file;
    private int _run;
    private bool _hasHeader;

    /// <summary>A log to a file, which the first epoch replaces.</summary>
    /// <param name="path">Where; the folder is made if it is missing.</param>
    public CsvLog(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        FilePath = Path.GetFullPath(path);
        _file = new LogFile(FilePath);
    }

    /// <summary>The full path of the file.</summary>
    public string FilePath { get; }

    private protected override string Where => FilePath;

    private protected override void BeginRun(int run)
    {
        _run = run;
        if (_hasHeader)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        _file.Begin(Encoding.UTF8.GetBytes(Header + "\n"));
        _hasHeader = true;
    }

    private protected override void Write(EpochReport report) => _file.Append(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"{_run},{report.Epoch},{report.TrainingLoss},{report.TrainingAccuracy},{report.ValidationLoss},"
        + $"{report.ValidationAccuracy},{report.LearningRate},{report.Duration.TotalSeconds},"
        + $"{report.RowsPerSecond},{(report.IsBest ? 1 : 0)}\n")));
}
