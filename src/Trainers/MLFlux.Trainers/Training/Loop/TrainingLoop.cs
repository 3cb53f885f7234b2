using System.Globalization;
using MLFlux.Models;
using MLFlux.Construction;
using MLFlux.Native;
using MLFlux.Rows;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>
/// Trains a built network: epochs of shuffled batches, each a forward pass, a loss, a backward pass and an update; after each
/// epoch a validation, a report, and the decision whether to go on. Leaves the network with the best weights, in scoring mode.
/// </summary>
internal sealed class TrainingLoop : IDisposable
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);

    private readonly BuiltNetwork _network;
    private readonly LossHead _head;
    private readonly NeuralNetworkOptions _options;
    private readonly TrainingContext _context;
    private readonly RowSource _source;
    private readonly BatchWorkers _workers;
    private readonly Validation? _validation;
    private readonly int _epochs;
    private readonly int _batches;
    private readonly WeightUpdates _updates;
    private readonly LearningRatePlan _rate;
    private readonly TrainingControl _control;
    private readonly FitClock _clock;
    private readonly GradientInspector? _inspector;
    private readonly BatchBuffer _inspected;
    private readonly List<BatchRecord> _records;
    private long _batchesDone;
    private readonly NeuralNetworkModel? _origin;
    private readonly int _epochsBefore;
    private readonly int _epochsDone;
    private readonly TrainingCheckpoint? _resumed;
    private readonly CheckpointWriter? _checkpoints;
    private readonly int _updatesInEpoch;
    private long? _lastReport;

    /// <param name="description">What the network was built from.</param>
    /// <param name="network">The network to train.</param>
    /// <param name="inputShape">The shape of one example.</param>
    /// <param name="head">What stands between the network's outputs and the loss.</param>
    /// <param name="source">The rows to train on.</param>
    /// <param name="validation">Rows to validate on after each epoch, or null. Owned by the loop.</param>
    /// <param name="options">Epochs, batch size, optimizer, callbacks.</param>
    /// <param name="context">Log, clock and cancellation.</param>
    /// <param name="seed">Decides what is random in the layers of the threads' own networks.</param>
    /// <param name="origin">The model whose training goes on, and whose weights the network has; null for a new one.</param>
    /// <param name="resumed">The checkpoint from which the fit goes on, and whose weights the network has; null for none.</param>
    /// <param name="checkpoints">Writes checkpoints; null for none.</param>
    public TrainingLoop(
        Layer description,
        BuiltNetwork network,
        Shape inputShape,
        LossHead head,
        RowSource source,
        Validation? validation,
        NeuralNetworkOptions options,
        TrainingContext context,
        int seed,
        NeuralNetworkModel? origin,
        TrainingCheckpoint? resumed,
        CheckpointWriter? checkpoints)
    {
        _network = network;
        _head = head;
        _options = options;
        _context = context;
        _source = source;
        int batchSize = Math.Min(options.BatchSize, source.Rows);
        _workers = new BatchWorkers(description, network, inputShape, head, source, batchSize, seed, context.PhaseDone);
        _workers.Augment(options.Augmentation, seed);
        _validation = validation;
        _updates = new WeightUpdates(_workers.Networks, _workers.Gradients, options);
        _origin = origin;
        _resumed = resumed;
        _checkpoints = checkpoints;
        _epochsBefore = resumed?.EpochsBefore ?? Math.Max(0, origin?.History.BestEpoch ?? 0);
        _epochsDone = resumed?.Epoch ?? _epochsBefore;
        _epochs = options.DryRun ? _epochsDone - _epochsBefore + 1 : options.Epochs;
        _batches = new BatchPlan(source.Rows, options.BatchSize).Count;
        _updatesInEpoch = ((_batches - 1) / options.AccumulatedBatches) + 1;
        _rate = new LearningRatePlan(options.Optimizer.LearningRate, options.Schedule, _epochs, _updatesInEpoch);
        _control = new TrainingControl(_rate, _updates, Validate);
        _clock = new FitClock(options.TimeLimit, context.Clock);
        _inspector = options.CheckGradients ? new GradientInspector(network, context, resumed?.Now.History.Findings ?? []) : null;
        _inspected = new BatchBuffer(source.Layout, inputShape, batchSize, network.Device);
        _records = [.. resumed?.Now.History.Batches ?? []];
        _batchesDone = (long)(_epochsDone - _epochsBefore) * _batches;
        TakeUpOptimizer();
    }

    /// <summary>Runs the fit.</summary>
    /// <exception cref="NonFiniteLossException">A loss of the first epoch was not finite.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    public TrainingHistory Run()
    {
        List<EpochReport> reports = [.. _resumed?.Now.History.Epochs
            ?? _origin?.History.Epochs.TakeWhile(report => report.Epoch <= _epochsBefore) ?? []];
        var progress = new BestEpoch(_options.EarlyStopping);
        using WeightSnapshot kept = _resumed is null ? new WeightSnapshot(_network, _updates) : TakeUp(_resumed, progress);
        int keptEpoch = _resumed?.Now.History.BestEpoch ?? _epochsBefore;
        TrainingEnd end = progress.IsExhausted ? TrainingEnd.StoppedEarly : TrainingEnd.Completed;

        // What training further makes no better stays as it was.
        if (_origin is not null && _validation?.Run(_network.Module, _head, _context) is RunningMean before)
            AddOrigin(before.Loss, progress);

        for (int epoch = _epochsDone + 1; epoch <= _epochsBefore + _epochs && end == TrainingEnd.Completed; epoch++)
        {
            EpochReport? report = RunEpoch(epoch, progress);
            if (report is null)
            {
                end = TrainingEnd.NonFiniteLoss;
                break;
            }

            reports.Add(report);
            if (report.IsBest)
            {
                kept.Take();
                keptEpoch = epoch;
                if (_validation is not null && _checkpoints is not null)
                    _checkpoints.Best = ReadState();
            }

            _context.Info(report.ToString());
            _options.Progress?.Invoke(report);
            _rate.EpochDone(report.ValidationLoss ?? report.TrainingLoss);
            if (_options.EpochEnd is { } callback)
                _control.Lend(callback, report);
            end = EndAfter(progress) ?? end;

            // An epoch that was cut short is none to go on from.
            if (end is TrainingEnd.Completed or TrainingEnd.StoppedEarly)
                _checkpoints?.EpochDone(_epochsBefore, History(reports, keptEpoch, end), ReadOptimizer(), _rate.Base);
        }

        kept.Restore();
        _network.Module.eval();
        return History(reports, keptEpoch, end);
    }

    /// <summary>What the optimizer carries on from the kept weights.</summary>
    public OptimizerState ReadOptimizer() => OptimizerState.Read(_options.Optimizer, _updates.State);

    public void Dispose()
    {
        _updates.Dispose();
        _workers.Dispose();
        _inspected.Dispose();
        _validation?.Dispose();
    }

    private TrainingHistory History(IReadOnlyList<EpochReport> reports, int keptEpoch, TrainingEnd end) =>
        new(reports, keptEpoch, _source.Rows, _validation?.Rows ?? 0, end)
        {
            Batches = _options.RecordEvery is null ? null : _records,
            Findings = _inspector?.Findings,
        };

    /// <summary>One pass over the rows, or null where a loss was not finite and an earlier epoch's weights are there to keep.</summary>
    private EpochReport? RunEpoch(int epoch, BestEpoch progress)
    {
        long begin = _context.Clock.GetTimestamp();
        _network.Begin(epoch);
        _workers.Begin(epoch);
        _updates.BeginEpoch(epoch);

        double rate = _rate.Rate;
        var mean = new RunningMean();
        int batch = 0;
        foreach ((RowsInMemory set, ReadOnlyMemory<int> rows) in Batches(epoch))
        {
            _context.CheckAlive();
            batch++;
            rate = _rate.Rate;
            if (TryStep(epoch, set, rows, rate, ref mean) is not double batchLoss)
            {
                ReportNonFinite("The loss is", epoch, batch, FirstNonFinite(set, rows));
                return null;
            }

            Record(epoch, batch, batchLoss, rate);
            ReportBatch(epoch, batch, batchLoss, rate, mean, begin);
            if (_control.IsStopped || _clock.IsOver)
                break;
        }

        // The gradient of a finite loss may have overflowed.
        if (!HasFiniteWeights())
        {
            ReportNonFinite("The weights are", epoch, batch, layer: null);
            return null;
        }

        double rowsPerSecond = mean.Rows / _context.Clock.GetElapsedTime(begin).TotalSeconds;
        RunningMean? validated = _validation?.Run(_network.Module, _head, _context);
        BatchWorkers.End();
        double loss = validated?.Loss ?? mean.Loss;
        return new EpochReport
        {
            Epoch = epoch,
            Epochs = _epochsBefore + _epochs,
            TrainingLoss = mean.Loss,
            TrainingAccuracy = mean.Accuracy,
            ValidationLoss = validated?.Loss,
            ValidationAccuracy = validated?.Accuracy,
            LearningRate = rate,
            Duration = _context.Clock.GetElapsedTime(begin),
            RowsPerSecond = rowsPerSecond,
            IsBest = progress.Add(epoch, loss) || _validation is null,
        };
    }

    /// <summary>The batches of an epoch, each valid until the next is asked for.</summary>
    private IEnumerable<(RowsInMemory Set, ReadOnlyMemory<int> Rows)> Batches(int epoch)
    {
        foreach (RowWindow window in _source.Epoch(epoch))
        {
            var plan = new BatchPlan(window.Order.Length, _options.BatchSize);
            for (int i = 0; i < plan.Count; i++)
                yield return (window.Set, window.Order.AsMemory(plan[i]));
        }
    }

    /// <summary>Why training is over after this epoch, or null where it goes on.</summary>
    private TrainingEnd? EndAfter(BestEpoch progress)
    {
        if (_options.DryRun)
            return TrainingEnd.DryRun;
        if (_control.IsStopped)
            return TrainingEnd.Stopped;
        if (progress.IsExhausted)
            return TrainingEnd.StoppedEarly;
        return _clock.IsOver ? TrainingEnd.TimeLimit : null;
    }

    /// <summary>Loss, gradients, update: the mean loss of the batch, or null, and no update, where it is not finite.</summary>
    private double? TryStep(int epoch, RowsInMemory set, ReadOnlyMemory<int> rows, double rate, ref RunningMean mean)
    {
        using NativeWork.Lease work = NativeWork.Begin();
        BatchOutcome outcome = _workers.Run(set, rows);
        if (!double.IsFinite(outcome.LossSum))
            return null;

        mean.Add(outcome);
        using DisposeScope scope = NewDisposeScope();
        bool isLast = mean.Rows >= _source.Rows;
        if (isLast)
            _inspector?.Inspect(epoch, _inspected.Fill(set, rows.Span).Features);

        double loss = outcome.LossSum / outcome.Weight;
        using (no_grad())
            _updates.Apply(rate, isLast);
        _context.PhaseDone?.Invoke(TrainingPhase.Update);
        if (_updates.HasStepped)
            _rate.UpdateDone(loss);
        return loss;
    }

    /// <summary>The held-out rows with the weights of now, in the middle of an epoch.</summary>
    private HeldOutResult? Validate()
    {
        if (_validation is null)
            return null;

        RunningMean mean = _validation.Run(_network.Module, _head, _context);
        _network.Module.train();
        _updates.HoldBuffers();
        return new HeldOutResult(mean.Loss, mean.Accuracy);
    }

    private void Record(int epoch, int batch, double loss, double rate)
    {
        _batchesDone++;
        if (_options.RecordEvery is int every && _batchesDone % every == 0)
            _records.Add(new BatchRecord(epoch, batch, loss, Validate()?.Loss, rate));
    }

    private EpochState ReadState() => new(NetworkWeights.Read(_network.Module), ReadOptimizer());

    private void AddOrigin(double loss, BestEpoch progress)
    {
        progress.Add(_epochsBefore, loss);
        if (_checkpoints is null)
            return;

        _checkpoints.LossBefore = loss;
        _checkpoints.Best = ReadState();
    }

    /// <summary>Leaves all as it was after the checkpoint's last epoch, and gives what the best one had.</summary>
    private WeightSnapshot TakeUp(TrainingCheckpoint checkpoint, BestEpoch progress)
    {
        if (_checkpoints is not null)
            (_checkpoints.LossBefore, _checkpoints.Best) = (checkpoint.LossBefore, checkpoint.BestOrLast);
        WeightSnapshot best = new CheckpointReplay(checkpoint, _options, _network, _updates).Run(_rate, _updatesInEpoch, progress);
        _context.Info($"Training goes on from the checkpoint after epoch {checkpoint.Epoch}.");
        return best;
    }

    private void TakeUpOptimizer()
    {
        if (_origin is null)
            return;

        bool goesOn = _origin.OptimizerState?.TryWrite(_options.Optimizer, _updates.State) ?? false;
        _context.Info($"Training goes on after epoch {_epochsBefore}, {(goesOn ? "with" : "without")} the optimizer's state.");
    }

    private string? FirstNonFinite(RowsInMemory set, ReadOnlyMemory<int> rows)
    {
        using DisposeScope scope = NewDisposeScope();
        return LayerProbe.FirstNonFinite(_network.Module, _inspected.Fill(set, rows.Span).Features);
    }

    private bool HasFiniteWeights()
    {
        using DisposeScope scope = NewDisposeScope();
        return _network.State().All(tensor => tensor.isfinite().all().item<bool>());
    }

    private void ReportNonFinite(string what, int epoch, int batch, string? layer)
    {
        string message = string.Create(CultureInfo.InvariantCulture, $"{what} not finite in epoch {epoch}, batch {batch}. ")
            + (layer is null ? "" : $"{layer} is the first layer to give such values. ")
            + "Lower the learning rate, clip or normalise the features, or look for labels out of range.";
        if (epoch == _epochsBefore + 1)
            throw new NonFiniteLossException(message + " No epoch was done, so there is no model.");
        _context.Warn(message + " Training ends with the weights from before it.");
    }

    private void ReportBatch(int epoch, int batch, double batchLoss, double rate, RunningMean mean, long begin)
    {
        bool isDue = _options.BatchProgress is not null
            && (_lastReport is not long last || _context.Clock.GetElapsedTime(last) >= ReportInterval);
        if (!isDue && _options.BatchEnd is null)
            return;

        var report = new BatchReport
        {
            Epoch = epoch,
            Epochs = _epochsBefore + _epochs,
            Batch = batch,
            Batches = _batches,
            BatchLoss = batchLoss,
            LearningRate = rate,
            TrainingLoss = mean.Loss,
            TrainingAccuracy = mean.Accuracy,
            RowsPerSecond = mean.Rows / _context.Clock.GetElapsedTime(begin).TotalSeconds,
        };
        if (isDue)
        {
            _lastReport = _context.Clock.GetTimestamp();
            _options.BatchProgress!(report);
        }

        if (_options.BatchEnd is { } callback)
            _control.Lend(callback, report);
    }
}
