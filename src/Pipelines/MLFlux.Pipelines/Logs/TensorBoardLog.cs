using MLFlux.Logs;

namespace MLFlux;

/// <summary>
/// The figures of each epoch as an event file that TensorBoard reads: <c>tensorboard --logdir FOLDER</c>. The scalars are
/// <c>loss/training</c>, <c>loss/validation</c>, <c>accuracy/training</c>, <c>accuracy/validation</c>, <c>learning_rate</c> and
/// <c>rows_per_second</c>; their step is the epoch.
/// </summary>
/// <inheritdoc cref="TrainingLog" path="/remarks"/>
public sealed class TensorBoardLog : TrainingLog
{
    private EventFile? _file;
    private string _folderOfRun = "";
    private int _run;

    /// <summary>
    /// A log to a folder. Each run gets the next free of its subfolders <c>run-1</c>, <c>run-2</c>, ...; none is written over.
    /// </summary>
    /// <param name="folder">Where; it is made if it is missing.</param>
    public TensorBoardLog(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        Folder = Path.GetFullPath(folder);
    }

    /// <summary>The full path of the folder.</summary>
    public string Folder { get; }

    private protected override string Where => Folder;

    private protected override void BeginRun(int run)
    {
        if (run != _run)
            _folderOfRun = FreeFolder();
        _run = run;
        _file = EventFile.Create(_folderOfRun);
    }

    private protected override void Write(EpochReport report)
    {
        (string Tag, double? Value)[] scalars =
        [
            ("loss/training", report.TrainingLoss),
            ("loss/validation", report.ValidationLoss),
            ("accuracy/training", report.TrainingAccuracy),
            ("accuracy/validation", report.ValidationAccuracy),
            ("learning_rate", report.LearningRate),
            ("rows_per_second", report.RowsPerSecond),
        ];
        _file!.Append(report.Epoch,
            [.. scalars.Where(scalar => scalar.Value is not null).Select(scalar => (scalar.Tag, (float)scalar.Value!.Value))]);
    }

    private string FreeFolder()
    {
        int number = 1;
        while (Directory.Exists(Path.Combine(Folder, $"run-{number}")))
            number++;
        return Path.Combine(Folder, $"run-{number}");
    }
}
