using MLFlux.Native;
using MLFlux.Construction;
using MLFlux.Rows;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>
/// Computes loss and gradients of batches on all cores: each batch is cut into shares of rows, one for each thread, whose
/// gradients add up to the batch's.
/// </summary>
/// <remarks>
/// Threads that each compute a share of the rows wait for each other once a batch; libtorch's own threads wait in every
/// operation, which costs more than it gains on small networks, and very much more on a machine that is busy otherwise.
/// Networks whose buffers change in training (batch normalisation) or have modules of the application's own (whose random
/// numbers all come from
/// libtorch's one generator) and losses that are no mean over rows see the whole batch in one piece, and
/// libtorch's threads do what they can.
/// </remarks>
internal sealed class BatchWorkers : IDisposable
{
    /// <summary>Fewer rows than this are not worth another thread.</summary>
    private const int LeastShare = 16;

    /// <summary>A batch with fewer weights times rows than this is computed sooner than libtorch's threads agree on it.</summary>
    private const long LeastParallelWork = 1 << 22;

    private readonly BuiltNetwork _network;
    private readonly List<BatchWorker> _workers = [];
    private readonly List<BuiltNetwork> _replicas = [];
    private readonly List<WorkerThread> _threads = [];
    private readonly Action<TrainingPhase>? _phaseDone;
    private readonly double _meanWeight;
    private readonly bool _isSmall;

    /// <param name="network">The network to train.</param>
    /// <param name="source">Where the rows come from; a row weighs against all of them, not those of its batch alone.</param>
    /// <param name="batchSize">The most rows a batch has.</param>
    /// <param name="augmentations">What changes the examples of each batch; where it is empty, they stay as they are.</param>
    /// <param name="phaseDone">Is told what the calling thread has just done, or null.</param>
    public BatchWorkers(
        FitNetwork network,
        RowSource source,
        int batchSize,
        IReadOnlyList<Augmentation> augmentations,
        Action<TrainingPhase>? phaseDone)
    {
        (Layer description, _network, InputLayout inputs, LossHead head, int seed) = network;
        Shape inputShape = inputs.Shape;
        _phaseDone = phaseDone;
        _meanWeight = source.MeanWeight;
        int count = AddsUp(network) && _network.Device.type == DeviceType.CPU ? Math.Clamp(batchSize / LeastShare, 1, Libtorch.Threads) : 1;
        int capacity = Share(batchSize, count);
        _isSmall = _network.Parameters.numel() * batchSize < LeastParallelWork;

        _workers.Add(new BatchWorker(description, _network, source.Layout, inputShape, head, capacity) { PhaseDone = phaseDone });
        for (int i = 1; i < count; i++)
        {
            BuiltNetwork replica = NetworkBuilder.Replicate(description, inputShape, _network, seed + i);
            _replicas.Add(replica);
            _workers.Add(new BatchWorker(description, replica, source.Layout, inputShape, head, capacity));
            _threads.Add(new WorkerThread(_workers[i]));
        }

        Augment(augmentations, inputs, seed);
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
        LibtorchThreads.Use(_threads.Count > 0 || _isSmall ? 1 : Libtorch.Threads);
    }

    /// <summary>Whether the gradients of parts of a batch add up to those of the batch.</summary>
    public static bool AddsUp(FitNetwork network) =>
        network.Head.Loss.IsMeanOverRows
        && network.Description.Parameters(network.InputShape).All(p => p.IsLearned || p.IsPrepared)
        && !RegisteredLayers.AreIn(network.Description, network.InputShape);

    /// <summary>Gives libtorch its threads back.</summary>
    public static void End() => LibtorchThreads.Use(Libtorch.Threads);

    /// <summary>Loss and gradients of a batch or a part of one; where the loss is not finite, the gradients are not to be used.</summary>
    /// <param name="set">Where the rows are.</param>
    /// <param name="rows">The rows to compute with.</param>
    /// <param name="batchRows">How many rows the whole batch has.</param>
    public BatchOutcome Run(RowsInMemory set, ReadOnlyMemory<int> rows, int batchRows)
    {
        if (rows.IsEmpty)
            return RunNone(set);

        double normalizer = batchRows * _meanWeight;
        int share = Share(rows.Length, _workers.Count);
        int running = 0;
        for (int start = share; start < rows.Length; start += share)
            _threads[running++].Start(set, rows.Slice(start, Math.Min(share, rows.Length - start)), normalizer);

        try
        {
            BatchOutcome outcome = _workers[0].Run(set, rows.Span[..Math.Min(share, rows.Length)], normalizer);
            for (int i = 0; i < running; i++)
                outcome += _threads[i].Finish();
            AddUp(running);
            _phaseDone?.Invoke(TrainingPhase.Waiting);
            return outcome;
        }
        catch
        {
            WaitFor(running);
            throw;
        }
    }

    public void Dispose()
    {
        End();
        foreach (WorkerThread thread in _threads)
            thread.Dispose();
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

    private BatchOutcome RunNone(RowsInMemory set)
    {
        using var noGradients = no_grad();
        _workers[0].Gradients.Clear();
        return new BatchOutcome(0, set.Targets.CountCorrect([], []), 0, 0);
    }

    private void AddUp(int shares)
    {
        using var noGradients = no_grad();
        for (int i = 1; i <= shares; i++)
            Gradients.add_(_workers[i].Gradients.All);
    }

    /// <summary>No share may still be computed when the memory it uses is freed.</summary>
    private void WaitFor(int running)
    {
        for (int i = 0; i < running; i++)
            _threads[i].Wait();
    }
}
