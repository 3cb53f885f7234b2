using System.Diagnostics;
using System.Globalization;
using MLFlux.Models;
using MLFlux.Networks;
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
    private readonly Updater _updater;
    private readonly NeuralNetworkModel? _origin;
    private readonly int _epochsBefore;
    private long? _lastReport;

    /// <param name="description">What the network was built from.</param>
    /// <param name="network">The network to train.</param>
    /// <param name="inputShape">The shape of one example.</param>
    /// <param name="head">What stands between the network's outputs and the loss.</param>
    /// <param name="source">The rows to train on.</param>
    /// <param name="validation">Rows to validate on after each epoch, or null. Owned by the loop.</param>
    /// <param name="options">Epochs, batch size, optimizer, callbacks.</param>
    /// <param name="context">Log and cancellation.</param>
    /// <param name="seed">Decides what is random in the layers of the threads' own networks.</param>
    /// <param name="origin">The model whose training goes on, and whose weights the network has; null for a new one.</param>
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
        NeuralNetworkModel? origin)
    {
        _network = network;
        _head = head;
        _options = options;
        _context = context;
        _source = source;
        int batchSize = Math.Min(options.BatchSize, source.Rows);
        _workers = new BatchWorkers(description, network, inputShape, head, source, batchSize, seed);
        _workers.Augment(options.Augmentation, seed);
        _validation = validation;
        _updater = options.Optimizer.CreateUpdater(network.Parameters, _workers.Gradients);
        _origin = origin;
        _epochsBefore = Math.Max(0, origin?.History.BestEpoch ?? 0);
        TakeUpOptimizer();
    }

    /// <summary>Runs the fit.</summary>
    /// <exception cref="NonFiniteLossException">A loss of the first epoch was not finite.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    public TrainingHistory Run()
    {
        List<EpochReport> reports = [.. _origin?.History.Epochs.TakeWhile(report => report.Epoch <= _epochsBefore) ?? []];
        var progress = new BestEpoch(_options.EarlyStopping);
        var end = TrainingEnd.Completed;
        using var kept = new WeightSnapshot(_network, _updater);
        int keptEpoch = _epochsBefore;

        // What training further makes no better stays as it was.
        if (_origin is not null && _validation?.Run(_network.Module, _head, _context) is RunningMean before)
            progress.Add(_epochsBefore, before.Loss);

        for (int epoch = _epochsBefore + 1; epoch <= _epochsBefore + _options.Epochs; epoch++)
        {
            EpochReport? report = RunEpoch(epoch, progress);
            if (report is null)
            {
                end = TrainingEnd.NonFiniteLoss;
                break;
            }

            reports.Add(report);
            if (report.IsBest || _validation is null)
            {
                kept.Take();
                keptEpoch = epoch;
            }

            _context.Info(report.ToString());
            _options.Progress?.Invoke(report);
            if (progress.IsExhausted)
            {
                end = TrainingEnd.StoppedEarly;
                break;
            }
        }

        kept.Restore();
        _network.Module.eval();
        return new TrainingHistory(reports, keptEpoch, _source.Rows, _validation?.Rows ?? 0, end);
    }

    /// <summary>What the optimizer carries on from the kept weights.</summary>
    public OptimizerState ReadOptimizer() => OptimizerState.Read(_options.Optimizer, _updater);

    public void Dispose()
    {
        _updater.Dispose();
        _workers.Dispose();
        _validation?.Dispose();
    }

    /// <summary>One pass over the rows, or null where a loss was not finite and an earlier epoch's weights are there to keep.</summary>
    private EpochReport? RunEpoch(int epoch, BestEpoch progress)
    {
        var watch = Stopwatch.StartNew();
        _network.Begin(epoch);
        _workers.Begin(epoch);

        var mean = new RunningMean();
        int batch = 0;
        foreach (RowWindow window in _source.Epoch(epoch))
        {
            var plan = new BatchPlan(window.Order.Length, _options.BatchSize);
            for (int i = 0; i < plan.Count; i++)
            {
                _context.CheckAlive();
                batch++;
                if (!TryStep(window.Set, window.Order.AsMemory(plan[i]), ref mean))
                {
                    ReportNonFinite("The loss is", epoch, batch);
                    return null;
                }

                ReportBatch(epoch, batch, mean, watch);
            }
        }

        // The gradient of a finite loss may have overflowed.
        if (!HasFiniteWeights())
        {
            ReportNonFinite("The weights are", epoch, batch);
            return null;
        }

        double rowsPerSecond = _source.Rows / watch.Elapsed.TotalSeconds;
        RunningMean? validated = _validation?.Run(_network.Module, _head, _context);
        BatchWorkers.End();
        double loss = validated?.Loss ?? mean.Loss;
        return new EpochReport
        {
            Epoch = epoch,
            Epochs = _epochsBefore + _options.Epochs,
            TrainingLoss = mean.Loss,
            TrainingAccuracy = mean.Accuracy,
            ValidationLoss = validated?.Loss,
            ValidationAccuracy = validated?.Accuracy,
            LearningRate = _options.Optimizer.LearningRate,
            Duration = watch.Elapsed,
            RowsPerSecond = rowsPerSecond,
            IsBest = progress.Add(epoch, loss),
        };
    }

    /// <summary>Loss, gradients, update; false, and no update, where the loss is not finite.</summary>
    private bool TryStep(TrainingSet set, ReadOnlyMemory<int> rows, ref RunningMean mean)
    {
        BatchOutcome outcome = _workers.Run(set, rows);
        if (!double.IsFinite(outcome.LossSum))
            return false;

        using DisposeScope scope = NewDisposeScope();
        using (no_grad())
            _updater.Step(_options.Optimizer.LearningRate);
        mean.Add(outcome);
        return true;
    }

    private void TakeUpOptimizer()
    {
        if (_origin is null)
            return;

        bool goesOn = _origin.OptimizerState?.TryWrite(_options.Optimizer, _updater) ?? false;
        _context.Info($"Training goes on after epoch {_epochsBefore}, {(goesOn ? "with" : "without")} the optimizer's state.");
    }

    private bool HasFiniteWeights()
    {
        using DisposeScope scope = NewDisposeScope();
        return _network.State().All(tensor => tensor.isfinite().all().item<bool>());
    }

    private void ReportNonFinite(string what, int epoch, int batch)
    {
        string message = string.Create(CultureInfo.InvariantCulture, $"{what} not finite in epoch {epoch}, batch {batch}. ")
            + "Lower the learning rate, clip or normalise the features, or look for labels out of range.";
        if (epoch == _epochsBefore + 1)
            throw new NonFiniteLossException(message + " No epoch was done, so there is no model.");
        _context.Warn(message + " Training ends with the weights from before it.");
    }

    private void ReportBatch(int epoch, int batch, RunningMean mean, Stopwatch watch)
    {
        if (_options.BatchProgress is not { } callback)
            return;

        if (_lastReport is long last && Stopwatch.GetElapsedTime(last) < ReportInterval)
            return;

        _lastReport = Stopwatch.GetTimestamp();
        callback(new BatchReport
        {
            Epoch = epoch,
            Epochs = _epochsBefore + _options.Epochs,
            Batch = batch,
            Batches = new BatchPlan(_source.Rows, _options.BatchSize).Count,
            TrainingLoss = mean.Loss,
            TrainingAccuracy = mean.Accuracy,
            RowsPerSecond = mean.Rows / watch.Elapsed.TotalSeconds,
        });
    }
}
