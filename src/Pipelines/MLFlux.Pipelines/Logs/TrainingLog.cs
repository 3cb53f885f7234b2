namespace MLFlux;

/// <summary>
/// A file, or several, that the figures of each epoch are written to while a network trains; one of <see cref="CsvLog"/> and
/// <see cref="TensorBoardLog"/>. Hand it to <see cref="TrainingLogOptions.LogTo"/>.
/// </summary>
/// <remarks>
/// A log may serve several fits one after another, such as folds: each is a run of its own, and begins where an epoch is not
/// later than the one before. No file stays open between epochs: what is in it is complete up to the last epoch, whatever ends
/// the fit. Calls from several threads are taken one by one, but fits that run at the same time need a log each.
/// </remarks>
public abstract class TrainingLog
{
    private readonly Lock _lock = new();
    private int _lastEpoch = int.MaxValue;

    private protected TrainingLog()
    {
    }

    /// <summary>Writes an epoch.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be written.</exception>
    internal void Add(EpochReport report)
    {
        lock (_lock)
        {
            if (report.Epoch <= _lastEpoch)
                BeginRun();
            _lastEpoch = report.Epoch;
            Write(report);
        }
    }

    private protected abstract void BeginRun();

    private protected abstract void Write(EpochReport report);
}
