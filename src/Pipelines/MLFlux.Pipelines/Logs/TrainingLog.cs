using MLFlux.Files;

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
    private int _run;
    private bool _isBegun;
    private bool _hasWritten;
    private bool _hasWarned;

    private protected TrainingLog()
    {
    }

    /// <summary>What a warning calls the log.</summary>
    private protected abstract string Where { get; }

    /// <summary>Writes an epoch.</summary>
    /// <param name="report">The epoch.</param>
    /// <param name="warn">Takes a line on an epoch that could not be written, once for each run.</param>
    /// <exception cref="IOException">The log's first file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The log's first file may not be written.</exception>
    internal void Add(EpochReport report, Action<string> warn)
    {
        lock (_lock)
        {
            if (report.Epoch <= _lastEpoch)
            {
                _run++;
                (_isBegun, _hasWarned) = (false, false);
            }

            _lastEpoch = report.Epoch;
            try
            {
                if (!_isBegun)
                    BeginRun(_run);
                _isBegun = true;
                Write(report);
                _hasWritten = true;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException
                && (_hasWritten || AtomicFile.IsDiskFull(fault)))
            {
                // A wrong path shows at once; a disk that is full, or a folder that is gone later, is no reason to lose the fit.
                if (!_hasWarned)
                    warn($"The log '{Where}' lacks epoch {report.Epoch}, and perhaps more, that could not be written: {fault.Message}");
                _hasWarned = true;
            }
        }
    }

    /// <summary>Begins what a run writes to. Called again for the same run where it failed.</summary>
    /// <param name="run">The number of the run, from 1.</param>
    private protected abstract void BeginRun(int run);

    private protected abstract void Write(EpochReport report);
}
