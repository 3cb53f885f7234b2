using MLFlux.Native;
using MLFlux.Rows;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>Takes the weights through an epoch's batches: loss and gradients, the check that they are finite, the update.</summary>
internal sealed class StepRunner : IDisposable
{
    private readonly FitNetwork _network;
    private readonly RowSource _source;
    private readonly TrainingContext _context;
    private readonly int _batchSize;
    private readonly BatchWorkers _workers;
    private readonly GradientInspector? _inspector;
    private readonly BatchBuffer _inspected;

    /// <param name="network">The network to train.</param>
    /// <param name="source">The rows to train on.</param>
    /// <param name="start">What the fit begins with.</param>
    /// <param name="options">Batch size, optimizer, and what else decides an update.</param>
    /// <param name="context">Says whether the fit is to end and who trains together, and is told what is done and found.</param>
    /// <exception cref="NotSupportedException">Batches are shared out, and something needs all rows of a batch at once.</exception>
    public StepRunner(FitNetwork network, RowSource source, FitStart start, NeuralNetworkOptions options, TrainingContext context)
    {
        var cut = new BatchCut(context.Ranks, options.ExactSums, source.Layout.Shards is not null);
        cut.Check(network);
        _network = network;
        _source = source;
        _context = context;
        _batchSize = options.BatchSize;
        int most = source.LargestBatch(_batchSize);
        _workers = new BatchWorkers(network, source, most, cut, options, context.PhaseDone);
        Learner = new Learner(_workers, new FitLength(start, source.Rows, options), options);
        _inspector = options.CheckGradients ? new GradientInspector(network.Built, context, start.Findings) : null;
        _inspected = new BatchBuffer(source.Layout, network.InputShape, most, network.Built.Device);
    }

    /// <summary>What the updates change.</summary>
    public Learner Learner { get; }

    /// <summary>What the checks of gradients found; null where nobody asked for them.</summary>
    public IReadOnlyList<TrainingFinding>? Findings => _inspector?.Findings;

    /// <summary>Puts the network in training mode, with the random numbers of an epoch.</summary>
    public void Begin(int epoch)
    {
        _network.Built.Begin(epoch);
        _workers.Begin(epoch);
        Learner.Updates.BeginEpoch(epoch);
        Learner.Updates.ExchangeAverage();
    }

    /// <summary>Leaves the network with what is validated and kept of an epoch.</summary>
    public void End() => Learner.Updates.ExchangeAverage();

    /// <summary>The batches of an epoch, each valid until the next is asked for.</summary>
    public IEnumerable<BatchRows> Batches(int epoch)
    {
        int batch = 0;
        foreach (RowWindow window in _source.Epoch(epoch))
        {
            var plan = new BatchPlan(window.Order.Length, _batchSize);
            for (int i = 0, start = 0; i < plan.Count; i++)
            {
                int end = RowGroups.End(window.Set.Targets, window.Order, plan[i].End.Value);
                if (end > start)
                    yield return new BatchRows(epoch, ++batch, window.Set, window.Order.AsMemory(start..end));
                start = end;
            }
        }
    }

    /// <summary>Loss, gradients, update: the mean loss of the batch, or null, and no update, where it is not finite.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="mean">Takes the batch's outcome.</param>
    public double? TryRun(BatchRows batch, ref RunningMean mean)
    {
        _context.CheckAlive();
        double rate = Learner.Rate.Rate;
        using NativeWork.Lease work = NativeWork.Begin();
        BatchOutcome outcome = _workers.Run(batch.Set, batch.Rows);
        if (!double.IsFinite(outcome.LossSum))
            return null;

        mean.Add(outcome);
        using DisposeScope scope = NewDisposeScope();
        bool isLast = mean.Rows >= _source.Rows;
        if (isLast)
            _inspector?.Inspect(batch.Epoch, Features(batch));

        double loss = outcome.LossSum / outcome.Weight;
        using (no_grad())
            Learner.Updates.Apply(rate, isLast);
        _context.PhaseDone?.Invoke(TrainingPhase.Update);
        if (Learner.Updates.HasStepped)
            Learner.Rate.UpdateDone(loss);
        return loss;
    }

    /// <summary>The first layer that gives values of a batch that are not finite, or null.</summary>
    public string? FirstNonFinite(BatchRows batch)
    {
        using DisposeScope scope = NewDisposeScope();
        return LayerProbe.FirstNonFinite(_network.Built.Module, Features(batch));
    }

    public void Dispose()
    {
        Learner.Dispose();
        _workers.Dispose();
        _inspected.Dispose();
    }

    /// <summary>The batch's features, as far as this rank has read them; of its first row where it has none.</summary>
    private Tensor Features(BatchRows batch)
    {
        ReadOnlyMemory<int> here = batch.Set.Here(batch.Rows);
        return _inspected.Fill(batch.Set, here.IsEmpty ? [batch.Set.Features.First] : here.Span).Features;
    }
}
