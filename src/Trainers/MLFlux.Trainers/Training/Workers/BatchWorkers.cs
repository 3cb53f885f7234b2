using MLFlux.Native;
using MLFlux.Construction;
using MLFlux.Rows;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>
/// Computes loss and gradients of batches on all cores of all ranks: each batch is cut into shares of rows, one for each thread, whose
/// gradients add up to the batch's.
/// </summary>
/// <remarks>
/// Threads that each compute a share of the rows wait for each other once a batch; libtorch's own threads wait in every
/// operation, which costs more than it gains on small networks, and very much more on a machine that is busy otherwise.
/// How many shares there are, <see cref="ShareCount"/> says. For exact sums, each share has a thread.
/// </remarks>
internal sealed class BatchWorkers : IDisposable
{
    /// <summary>A batch with fewer weights times rows than this is computed sooner than libtorch's threads agree on it.</summary>
    private const long LeastParallelWork = 1 << 22;

    private readonly BuiltNetwork _network;
    private readonly List<BatchWorker> _workers = [];
    private readonly List<BuiltNetwork> _replicas = [];
    private readonly List<WorkerThread> _threads = [];
    private readonly Action<TrainingPhase>? _phaseDone;
    private readonly BatchCut _cut;
    private readonly GradientBuffer? _shown;
    private readonly double _meanWeight;
    private readonly bool _isSmall;
    private readonly bool _hasMeetings;

    /// <param name="network">The network to train.</param>
    /// <param name="source">Where the rows come from; a row weighs against all of them, not those of its batch alone.</param>
    /// <param name="batchSize">The most rows a batch has.</param>
    /// <param name="cut">How batches are cut.</param>
    /// <param name="options">What changes the examples of each batch, and what of the network stays as it is.</param>
    /// <param name="phaseDone">Is told what the calling thread has just done, or null.</param>
    public BatchWorkers(
        FitNetwork network,
        RowSource source,
        int batchSize,
        BatchCut cut,
        NeuralNetworkOptions options,
        Action<TrainingPhase>? phaseDone)
    {
        (Layer description, _network, InputLayout inputs, LossHead head, int seed) = network;
        Shape inputShape = inputs.Shape;
        _phaseDone = phaseDone;
        _cut = cut;
        _meanWeight = source.MeanWeight;
        int most = cut.LargestPart(batchSize);
        int count = cut.IsExact ? cut.OwnShares
            : _network.Device.type == DeviceType.CPU ? ShareCount.Of(network, most, options) : 1;
        _hasMeetings = _network.Module.modules().OfType<BatchNormModule>().Any() && (cut.IsExact || cut.Ranks.Count > 1 || count > 1);
        int capacity = cut.IsExact ? most : Share(most, count);
        _isSmall = cut.IsExact || _network.Parameters.numel() * most < LeastParallelWork;
        var meeting = new ShareMeeting(count);
        for (int i = 0; i < count; i++)
        {
            // For exact sums, what is random in a share follows from its number, on whatever rank and thread it is computed.
            BuiltNetwork replica = i == 0 && !cut.IsExact ? _network
                : NetworkBuilder.Replicate(description, inputShape, _network, seed + (cut.IsExact ? cut.FirstShare : 0) + i);
            if (replica != _network)
                _replicas.Add(replica);
            _workers.Add(new BatchWorker(description, replica, source.Layout, inputShape, head, capacity, ShareOf(i, meeting))
            {
                PhaseDone = i == 0 ? phaseDone : null,
            });
            if (i > 0)
                _threads.Add(new WorkerThread(_workers[i]));
        }

        if (cut.IsExact)
            _shown = new GradientBuffer(_network, Gradients);
        Augment(options.Augmentation, inputs, seed + (cut.IsExact ? cut.FirstShare : 0));
    }

    /// <summary>The network and its replicas, over the same weights.</summary>
    public IReadOnlyList<BuiltNetwork> Networks => [_network, .. _replicas];

    /// <summary>The gradients of the last batch.</summary>
    public Tensor Gradients => _workers[0].Gradients.All;

    /// <summary>Puts all replicas in training mode for an epoch and, while they share batches, libtorch on one thread each.</summary>
    public void Begin(int epoch)
    {
        foreach (BatchWorker worker in _workers)
            worker.Augmenter?.Begin(epoch);
        foreach (BuiltNetwork replica in _replicas)
            replica.Begin(epoch);
        foreach (BuiltNetwork replica in _replicas)
            CopyBuffers(_network, replica);

        LibtorchThreads.Use(_threads.Count > 0 || _isSmall ? 1 : Libtorch.Threads);
    }

    /// <summary>Gives libtorch its threads back.</summary>
    public static void End() => LibtorchThreads.Use(Libtorch.Threads);

    /// <summary>
    /// Loss and gradients of a batch, of which each rank computes its part; where the loss is not finite, the gradients are not to be used.
    /// </summary>
    /// <param name="set">Where the rows are.</param>
    /// <param name="rows">The rows of the whole batch.</param>
    public BatchOutcome Run(RowsInMemory set, ReadOnlyMemory<int> rows)
    {
        int any = _cut.IsSharded ? set.Features.First : rows.Span[0];
        ShareTask[] tasks = [.. Cut(set, rows).Select(share => new ShareTask(set, share, any, rows.Length * _meanWeight))];
        for (int i = 1; i < tasks.Length; i++)
            _threads[i - 1].Start(tasks[i]);

        var outcomes = new BatchOutcome[tasks.Length];
        try
        {
            outcomes[0] = _workers[0].Run(tasks[0]);
            for (int i = 1; i < tasks.Length; i++)
                outcomes[i] = _threads[i - 1].Finish();
        }
        catch
        {
            WaitFor(tasks.Length - 1);
            throw;
        }

        BatchOutcome outcome = AddUp(outcomes);
        _phaseDone?.Invoke(TrainingPhase.Waiting);
        return outcome;
    }

    public void Dispose()
    {
        End();
        foreach (WorkerThread thread in _threads)
            thread.Dispose();
        _shown?.Dispose();
        foreach (BatchWorker worker in _workers)
            worker.Dispose();
        foreach (BuiltNetwork replica in _replicas)
            replica.Dispose();
    }

    private void Augment(IReadOnlyList<Augmentation> augmentations, InputLayout inputs, int seed)
    {
        if (augmentations.Count == 0)
            return;

        var plan = new AugmentationPlan(augmentations, inputs);
        for (int i = 0; i < _workers.Count; i++)
            _workers[i].Augmenter = new BatchAugmenter(plan, seed + i);
    }

    private static int Share(int rows, int workers) => (rows + workers - 1) / workers;

    /// <summary>What a worker learns of all shares in the middle of its pass; null where it needs nothing of the others.</summary>
    private BatchShare? ShareOf(int worker, ShareMeeting meeting)
    {
        if (!_hasMeetings)
            return null;
        BatchShare.Summing sumOfRanks = _cut.IsExact ? _cut.Ranks.SumInTree : _cut.Ranks.Sum, mergeOfRanks = _cut.Ranks.MergeInTree;
        return new BatchShare(
            values => meeting.Meet(worker, values, TreeSum.Run, sumOfRanks),
            values => meeting.Meet(worker, values, TreeSum.Merge, mergeOfRanks), meeting.Break);
    }

    /// <summary>This rank's shares of a batch: one for each worker, or fewer where the rank has less rows than workers.</summary>
    private IEnumerable<ReadOnlyMemory<int>> Cut(RowsInMemory set, ReadOnlyMemory<int> rows)
    {
        if (_cut.IsExact)
        {
            for (int i = 0; i < _workers.Count; i++)
                yield return rows[_cut.ExactRows(i, rows.Length)];
            yield break;
        }

        ReadOnlyMemory<int> part = _cut.Part(set, rows);
        int share = Math.Max(1, Share(part.Length, _workers.Count));
        for (int i = 0; i < _workers.Count && (i == 0 || _hasMeetings || i * share < part.Length); i++)
        {
            int start = Math.Min(i * share, part.Length); // Who waits for the others takes part without a row, too.
            yield return part.Slice(start, Math.Min(share, part.Length - start));
        }
    }

    /// <summary>The outcome, and where it is finite the gradients, of all shares of all ranks.</summary>
    private BatchOutcome AddUp(BatchOutcome[] outcomes)
    {
        using var noGradients = no_grad();
        if (!_cut.IsExact)
        {
            for (int i = 1; i < outcomes.Length; i++)
                Gradients.Add(_workers[i].Gradients.All);
            BatchOutcome whole = _cut.Ranks.Sum(outcomes.Aggregate((sum, one) => sum + one));
            if (double.IsFinite(whole.LossSum))
                _cut.Ranks.Sum(Gradients);
            return whole;
        }

        var all = new BatchOutcomes(BatchCut.ExactShares, outcomes[0].Correct is not null);
        for (int i = 0; i < outcomes.Length; i++)
            all[_cut.FirstShare + i] = outcomes[i];
        TreeSum.Run(outcomes.Length, (to, from) => _workers[to].Gradients.All.Add(_workers[from].Gradients.All));
        BatchOutcome total = all.Total(_cut.Ranks);
        if (double.IsFinite(total.LossSum))
            _cut.Ranks.SumInTree(Gradients);
        if (_hasMeetings)
            CopyBuffers(_replicas[0], _network);
        return total;
    }

    /// <summary>Copies what batch normalisations have learned of the rows.</summary>
    private static void CopyBuffers(BuiltNetwork from, BuiltNetwork to)
    {
        using var noGradients = no_grad();
        foreach ((Tensor source, Tensor destination) in from.Module.buffers().Zip(to.Module.buffers()))
            destination.copy_(source);
    }

    /// <summary>No share may still be computed when the memory it uses is freed.</summary>
    private void WaitFor(int running)
    {
        for (int i = 0; i < running; i++)
            _threads[i].Wait();
    }
}
