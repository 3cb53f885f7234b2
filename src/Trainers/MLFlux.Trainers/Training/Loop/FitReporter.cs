using System.Globalization;

namespace MLFlux.Training;

/// <summary>Tells callbacks and the log what a fit does, and keeps its history.</summary>
internal sealed class FitReporter
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);

    private readonly Learner _learner;
    private readonly Validation? _validation;
    private readonly NeuralNetworkOptions _options;
    private readonly TrainingContext _context;
    private readonly List<EpochReport> _reports;
    private readonly List<BatchRecord> _records;
    private long _batchesDone;
    private long _begin;
    private long? _lastReport;

    /// <param name="learner">What callbacks may change.</param>
    /// <param name="validation">The held-out rows, or null.</param>
    /// <param name="start">What the fit begins with.</param>
    /// <param name="options">The callbacks, and what is recorded.</param>
    /// <param name="context">Log and clock.</param>
    public FitReporter(Learner learner, Validation? validation, FitStart start, NeuralNetworkOptions options, TrainingContext context)
    {
        _learner = learner;
        _validation = validation;
        _options = options;
        _context = context;
        _reports = [.. start.Epochs];
        _records = [.. start.Batches];
        _batchesDone = learner.Length.BatchesDone;
        Control = new TrainingControl(learner.Rate, learner.Updates, () => Validate(alone: true));
    }

    /// <summary>What callbacks are lent.</summary>
    public TrainingControl Control { get; }

    /// <summary>Begins an epoch's time.</summary>
    public void Begin() => _begin = _context.Clock.GetTimestamp();

    /// <summary>The epoch's rows a second, up to now.</summary>
    public double RowsPerSecond(RunningMean mean) => mean.Rows / _context.Clock.GetElapsedTime(_begin).TotalSeconds;

    /// <summary>Records and reports a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="loss">Its mean loss, before its update.</param>
    /// <param name="rate">The learning rate of its update.</param>
    /// <param name="mean">The epoch so far.</param>
    public void BatchDone(BatchRows batch, double loss, double rate, RunningMean mean)
    {
        _batchesDone++;
        if (_options.RecordEvery is int every && _batchesDone % every == 0)
            _records.Add(new BatchRecord(batch.Epoch, batch.Batch, loss, Validate(alone: false)?.Loss, rate));

        bool isDue = _options.BatchProgress is not null && _context.Ranks.IsFirst
            && (_lastReport is not long last || _context.Clock.GetElapsedTime(last) >= ReportInterval);
        if (!isDue && _options.BatchEnd is null)
            return;

        var report = new BatchReport
        {
            Epoch = batch.Epoch,
            Epochs = _learner.Length.LastEpoch,
            Batch = batch.Batch,
            Batches = _learner.Length.Batches,
            BatchLoss = loss,
            LearningRate = rate,
            TrainingLoss = mean.Loss,
            TrainingAccuracy = mean.Accuracy,
            RowsPerSecond = RowsPerSecond(mean),
        };
        if (isDue)
        {
            _lastReport = _context.Clock.GetTimestamp();
            _options.BatchProgress!(report);
        }

        if (_options.BatchEnd is { } callback)
            Control.Lend(callback, report, _context.Ranks);
    }

    /// <summary>What came of an epoch, not yet compared with the best.</summary>
    /// <param name="epoch">The epoch's number.</param>
    /// <param name="rate">The learning rate of its last update.</param>
    /// <param name="mean">Its batches.</param>
    /// <param name="rowsPerSecond">Its speed, without validation.</param>
    /// <param name="validated">The held-out rows, or null.</param>
    public EpochReport Summarize(int epoch, double rate, RunningMean mean, double rowsPerSecond, RunningMean? validated)
    {
        Span<double> times = [rowsPerSecond, _context.Clock.GetElapsedTime(_begin).Ticks];
        _context.Ranks.Broadcast(times);
        return new EpochReport
        {
            Epoch = epoch,
            Epochs = _learner.Length.LastEpoch,
            TrainingLoss = mean.Loss,
            TrainingAccuracy = mean.Accuracy,
            ValidationLoss = validated?.Loss,
            ValidationAccuracy = validated?.Accuracy,
            LearningRate = rate,
            Duration = TimeSpan.FromTicks((long)times[1]),
            RowsPerSecond = times[0],
            IsBest = false,
        };
    }

    /// <summary>Reports an epoch, and moves the learning rate on before callbacks see it.</summary>
    public void EpochDone(EpochReport report)
    {
        _reports.Add(report);
        _context.Info(report.ToString());
        if (_context.Ranks.IsFirst)
        {
            _options.Progress?.Invoke(report);
            foreach (Action<EpochReport, Action<string>> log in _options.Logs)
                log(report, _context.Warn);
        }

        _learner.Rate.EpochDone(report.ValidationLoss ?? report.TrainingLoss);
        if (_options.EpochEnd is { } callback)
            Control.Lend(callback, report, _context.Ranks);
    }

    /// <summary>What happened so far.</summary>
    /// <param name="best">The number of the epoch that is kept.</param>
    /// <param name="end">Why training is over.</param>
    public TrainingHistory History(int best, TrainingEnd end) =>
        new(_reports, best, _learner.Length.Rows, _validation?.Rows ?? 0, end) { Batches = _options.RecordEvery is null ? null : _records };

    /// <summary>Warns that an epoch gave values that are not finite; earlier epochs' weights are kept.</summary>
    /// <param name="what">The beginning of the sentence.</param>
    /// <param name="epoch">The epoch's number.</param>
    /// <param name="batch">The batch's number in it.</param>
    /// <param name="layer">The first layer to give such values, or null.</param>
    /// <exception cref="NonFiniteLossException">It is the fit's first epoch.</exception>
    public void NonFinite(string what, int epoch, int batch, string? layer)
    {
        string message = string.Create(CultureInfo.InvariantCulture, $"{what} not finite in epoch {epoch}, batch {batch}. ")
            + (layer is null ? "" : $"{layer} is the first layer to give such values. ")
            + "Lower the learning rate, clip or normalise the features, or look for labels out of range.";
        if (epoch == _learner.Length.EpochsBefore + 1)
            throw new NonFiniteLossException(message + " No epoch was done, so there is no model.");
        _context.Warn(message + " Training ends with the weights from before it.");
    }

    /// <summary>The held-out rows with the weights of now, in the middle of an epoch.</summary>
    /// <param name="alone">Whether this rank asks by itself, rather than all ranks together.</param>
    private HeldOutResult? Validate(bool alone)
    {
        if (_validation is null)
            return null;

        RunningMean mean = alone ? _validation.RunAlone() : _validation.Run();
        _learner.Network.Module.train();
        _learner.Updates.HoldBuffers();
        return new HeldOutResult(mean.Loss, mean.Accuracy);
    }
}
